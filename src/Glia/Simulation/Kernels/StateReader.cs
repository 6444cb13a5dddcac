using System.Runtime.InteropServices;
using Glia.Formats;

namespace Glia.Simulation.Kernels;

/// <summary>Reads the numbers of one part of a network from a saved state, and believes nothing of it.</summary>
/// <param name="file">The file.</param>
/// <param name="source">Its name, for messages.</param>
/// <param name="prefix">Beginning of the names.</param>
/// <param name="taken">Names that were asked for.</param>
internal sealed class StateReader(SafetensorsFile file, string source, string prefix, HashSet<string> taken)
{
    /// <summary>Reads numbers.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="isAllowed">What each must be.</param>
    /// <param name="expected">That in words.</param>
    /// <exception cref="GliaFormatException">They are not there, of another type, not so many, or one is not allowed.</exception>
    public TItem[] Read<TItem>(string name, long count, Func<TItem, bool> isAllowed, string expected)
        where TItem : unmanaged
    {
        var full = $"{prefix}/{name}";
        var entry = file.Entries.FirstOrDefault(entry => entry.Name == full)
            ?? throw new GliaFormatException(source, 0, $"The state has no '{full}'. It is of another network; load it into one that was built the same way.");
        if (entry.DataType != StateWriter.TypeOf<TItem>() || entry.Shape.Count != 1 || entry.Shape[0] != count)
        {
            throw new GliaFormatException(source, 0, $"'{full}' is {entry.DataType} [{string.Join(", ", entry.Shape)}]; this network needs {StateWriter.TypeOf<TItem>()} [{count}].");
        }

        taken.Add(full);
        var values = MemoryMarshal.Cast<byte, TItem>(file.Read(full)).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (!isAllowed(values[i]))
            {
                throw new GliaFormatException(source, 0, $"Number {i} of '{full}' is {values[i]}; expected {expected}. The file is damaged; save the state again.");
            }
        }

        return values;
    }
}
