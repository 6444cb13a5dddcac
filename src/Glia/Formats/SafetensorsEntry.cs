namespace Glia.Formats;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">The type of its numbers.</param>
/// <param name="Shape">The length of each dimension; none for a single number.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsDataType DataType, IReadOnlyList<long> Shape)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => checked(product * side));

    /// <summary>How many bytes it takes.</summary>
    public long ByteLength => checked(Count * BytesOf(DataType));

    /// <summary>How many bytes a number of that type takes.</summary>
    public static int BytesOf(SafetensorsDataType type) => type switch
    {
        SafetensorsDataType.BOOL or SafetensorsDataType.U8 or SafetensorsDataType.I8 or SafetensorsDataType.F8_E5M2 or SafetensorsDataType.F8_E4M3 => 1,
        SafetensorsDataType.I16 or SafetensorsDataType.U16 or SafetensorsDataType.F16 or SafetensorsDataType.BF16 => 2,
        SafetensorsDataType.I32 or SafetensorsDataType.U32 or SafetensorsDataType.F32 => 4,
        _ => 8,
    };
}
