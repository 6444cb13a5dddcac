using System.Runtime.InteropServices;
using Glia.Formats;

namespace Glia.Simulation.Kernels;

/// <summary>Adds the numbers of one part of a network to a saved state.</summary>
/// <param name="file">The file that is being written.</param>
/// <param name="prefix">Beginning of the names.</param>
internal sealed class StateWriter(SafetensorsWriter file, string prefix)
{
    /// <summary>Adds numbers under a name.</summary>
    public void Add<TItem>(string name, ReadOnlySpan<TItem> values)
        where TItem : unmanaged => file.Add($"{prefix}/{name}", TypeOf<TItem>(), MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>The file's name of a number type.</summary>
    public static SafetensorsDataType TypeOf<TItem>() =>
        typeof(TItem) == typeof(float) ? SafetensorsDataType.F32
        : typeof(TItem) == typeof(double) ? SafetensorsDataType.F64
        : typeof(TItem) == typeof(int) ? SafetensorsDataType.I32
        : typeof(TItem) == typeof(uint) ? SafetensorsDataType.U32
        : SafetensorsDataType.U8;
}
