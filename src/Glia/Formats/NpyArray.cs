using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Glia.Formats;

/// <summary>An array of numbers as NumPy saves it (.npy): row-major, little-endian, whole or floating.</summary>
/// <param name="Shape">The dimensions; none for a single value.</param>
/// <param name="Numbers">All values, row-major.</param>
internal sealed partial record NpyArray(IReadOnlyList<int> Shape, double[] Numbers)
{
    /// <summary>The longest header that is read; NumPy writes about a hundred bytes.</summary>
    public const int LongestHeader = 4096;

    private const int FixedLength = 8;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no such array.</exception>
    public static NpyArray Parse(ReadOnlySpan<byte> content, string source)
    {
        var cursor = new ByteCursor(content, source);
        var beginning = cursor.Take(FixedLength, "the beginning of a NumPy array");
        if (!beginning.StartsWith(Magic) || beginning[6] is < 1 or > 3)
        {
            throw new GliaFormatException(source, 0, "Expected a NumPy array (.npy) of version 1 to 3.");
        }

        var length = beginning[6] == 1 ? cursor.UInt16("the length of the header") : cursor.UInt32("the length of the header");
        if (length > LongestHeader)
        {
            throw new GliaFormatException(source, FixedLength, $"The header is said to have {length} bytes; up to {LongestHeader} are read. The file is damaged.");
        }

        var (kind, size, shape) = Header(Encoding.Latin1.GetString(cursor.Take(length, "the header")), source);
        var count = shape.Aggregate(BigInteger.One, (product, side) => product * side);
        return count * size == cursor.Remaining
            ? new NpyArray(shape, Values(cursor.Take(cursor.Remaining, "the values"), kind, size))
            : throw new GliaFormatException(source, cursor.Position, $"The header says {count} values of {size} bytes, but {cursor.Remaining} bytes are left. The file is damaged; save it again.");
    }

    private static (char Kind, int Size, int[] Shape) Header(string header, string source)
    {
        var match = Pattern().Match(header);
        if (!match.Success)
        {
            throw new GliaFormatException(source, FixedLength,
                $"Expected an array of numbers, little-endian and row-major (ascontiguousarray(x, '<f4')); the header is: {header.Trim()}");
        }

        var sides = match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (match.Groups["kind"].Value[0], match.Groups["size"].Value[0] - '0', Array.ConvertAll(sides, side =>
            int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new GliaFormatException(source, FixedLength, $"The shape has a side of {side}; up to {int.MaxValue} is read.")));
    }

    private static double[] Values(ReadOnlySpan<byte> bytes, char kind, int size)
    {
        var values = new double[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(bytes.Slice(i * size, size), kind);
        }

        return values;
    }

    private static double Value(ReadOnlySpan<byte> bytes, char kind) => (kind, bytes.Length) switch
    {
        ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ('f', _) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ('i', 1) => (sbyte)bytes[0],
        ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (_, 1) => bytes[0],
        (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    [GeneratedRegex(@"^\{'descr': '[<|](?:(?<kind>f)(?<size>[248])|(?<kind>[iu])(?<size>[1248])|(?<kind>b)(?<size>1))', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\),? *\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
