using System.Buffers.Binary;

namespace Glia.Formats;

/// <summary>An array of bytes in the IDX format, in which MNIST and its relatives come.</summary>
/// <param name="Dimensions">The length of each dimension.</param>
/// <param name="Values">The values, row-major.</param>
public sealed record IdxFile(IReadOnlyList<int> Dimensions, byte[] Values)
{
    /// <summary>The magic number of a file of images [count, height, width].</summary>
    public const int ImagesMagic = 2051;

    /// <summary>The magic number of a file of labels [count].</summary>
    public const int LabelsMagic = 2049;

    /// <summary>Reads a file of images [count, height, width].</summary>
    /// <exception cref="GliaFormatException">It is no such file, is truncated, or goes on after its end.</exception>
    public static IdxFile ReadImages(string file) => Read(file, ImagesMagic, "images (magic number 2051)");

    /// <summary>Reads a file of labels [count].</summary>
    /// <exception cref="GliaFormatException">It is no such file, is truncated, or goes on after its end.</exception>
    public static IdxFile ReadLabels(string file) => Read(file, LabelsMagic, "labels (magic number 2049)");

    /// <summary>Reads IDX content from memory.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="magic">The magic number that it must begin with; its last byte is the number of dimensions.</param>
    /// <param name="expected">What the content should be, for messages.</param>
    /// <param name="source">The content's name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no such content, is truncated, or goes on after its end.</exception>
    public static IdxFile Parse(ReadOnlySpan<byte> content, int magic, string expected, string source)
    {
        const int integer = sizeof(int);
        var rank = magic & 0xff;
        if (content.Length < integer || BinaryPrimitives.ReadInt32BigEndian(content) != magic)
        {
            throw new GliaFormatException(source, 0, $"Expected an IDX file of {expected}; {Begins(content)}. Is it the right file, and is it unpacked?");
        }

        var header = integer * (1 + rank);
        if (content.Length < header)
        {
            throw new GliaFormatException(source, content.Length, $"The file ends inside its header of {header} bytes. Get it again.");
        }

        var dimensions = new int[rank];
        long size = 1;
        for (var i = 0; i < rank; i++)
        {
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(content[(integer * (1 + i))..]);
            if (dimensions[i] < 0)
            {
                throw new GliaFormatException(source, integer * (1 + i), $"Dimension {i} is {dimensions[i]}; it must not be negative.");
            }

            // Each factor has at most 31 bits and the product is cut off above what any file here can hold.
            size = Math.Min(size * dimensions[i], int.MaxValue + 1L);
        }

        var held = content.Length - header;
        return size == held ? new IdxFile(dimensions, content[header..].ToArray())
            : throw new GliaFormatException(source, header, $"The header announces {string.Join(" × ", dimensions)} bytes, but {held} follow. The file is {(size > held ? "truncated" : "longer than it says")}; get it again.");
    }

    private static IdxFile Read(string file, int magic, string expected)
    {
        var length = new FileInfo(file).Length;
        return length <= Array.MaxLength ? Parse(File.ReadAllBytes(file), magic, expected, file)
            : throw new GliaFormatException(file, 0, $"The file has {length} bytes, more than an IDX file of {expected} here may have.");
    }

    private static string Begins(ReadOnlySpan<byte> content) => content.Length < sizeof(int)
        ? $"it has only {content.Length} bytes"
        : $"it begins with the number {BinaryPrimitives.ReadInt32BigEndian(content)}";
}
