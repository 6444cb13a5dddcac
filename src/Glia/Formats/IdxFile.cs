using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Glia.Formats;

/// <summary>Reads the IDX format, in which MNIST and its relatives come: a header with dimensions, then the bare numbers.</summary>
/// <remarks>
/// <para>Header, big-endian: two zero bytes, the element type, the number of dimensions d ≥ 1, then d lengths of 32 bits.
/// Magic number 2051 is unsigned bytes in three dimensions (images), 2049 unsigned bytes in one (labels).</para>
/// <para>Nothing in a header is believed: memory is taken only for bytes that are there, a length that differs from
/// what the header says is an error in either direction, and gzip (known by its first two bytes) is unpacked up to the limit only.</para>
/// </remarks>
public static class IdxFile
{
    /// <summary>Longest content that is read unless the caller says otherwise: 1 GiB, over twenty times MNIST.</summary>
    public const long DefaultMaximumBytes = 1L << 30;

    private const int FirstChunk = 1 << 16;

    /// <summary>Reads an IDX file, gzipped or not.</summary>
    /// <param name="path">The file; its content may have <see cref="DefaultMaximumBytes"/>.</param>
    /// <exception cref="GliaFormatException">The file is not a whole IDX file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxArray Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads an IDX array, gzipped or not, from the place where the stream stands up to its end.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="sourceName">What errors call the stream.</param>
    /// <param name="maximumBytes">Longest content, without the header, that is accepted.</param>
    /// <exception cref="GliaFormatException">The stream is not a whole IDX array.</exception>
    public static IdxArray Read(Stream stream, string sourceName, long maximumBytes = DefaultMaximumBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumBytes, Array.MaxLength);

        var magic = new byte[4];
        var got = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (got >= 2 && magic[0] == 0x1F && magic[1] == 0x8B)
        {
            using var packed = new PrefixedStream(magic.AsMemory(0, got), stream);
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            return ReadUnpacked(unpacked, sourceName, maximumBytes);
        }

        return Parse(magic.AsSpan(0, got), stream, sourceName, maximumBytes, stream.CanSeek ? stream.Length - stream.Position : null);
    }

    /// <summary>Reads images: unsigned bytes in three dimensions [count, rows, columns] (magic number 2051).</summary>
    /// <exception cref="GliaFormatException">The file is not a whole IDX file, or holds something else than images.</exception>
    public static IdxArray ReadImages(string path) => Images(Read(path), path);

    /// <summary>Reads images: unsigned bytes in three dimensions [count, rows, columns] (magic number 2051).</summary>
    /// <exception cref="GliaFormatException">The stream is not a whole IDX array, or holds something else than images.</exception>
    public static IdxArray ReadImages(Stream stream, string sourceName) => Images(Read(stream, sourceName), sourceName);

    /// <summary>Reads labels: unsigned bytes in one dimension (magic number 2049), each below <paramref name="classes"/>.</summary>
    /// <exception cref="GliaFormatException">The file is not a whole IDX file, or holds something else than such labels.</exception>
    public static byte[] ReadLabels(string path, int classes) => Labels(Read(path), path, classes);

    /// <summary>Reads labels: unsigned bytes in one dimension (magic number 2049), each below <paramref name="classes"/>.</summary>
    /// <exception cref="GliaFormatException">The stream is not a whole IDX array, or holds something else than such labels.</exception>
    public static byte[] ReadLabels(Stream stream, string sourceName, int classes) => Labels(Read(stream, sourceName), sourceName, classes);

    /// <summary>Writes an array in the IDX format, unpacked.</summary>
    /// <exception cref="ArgumentException">The dimensions do not multiply to the number of bytes.</exception>
    public static void Write(Stream stream, IdxArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        if (array.Dimensions.Count is 0 or > 255
            || array.Dimensions.Aggregate(SizeOf(array.ElementType), (product, length) => checked(product * length)) != array.Bytes.Length)
        {
            throw new ArgumentException("The dimensions must be 1 to 255 and multiply to the number of bytes.", nameof(array));
        }

        var header = new byte[4 + (4 * array.Dimensions.Count)];
        header[2] = (byte)array.ElementType;
        header[3] = (byte)array.Dimensions.Count;
        for (var i = 0; i < array.Dimensions.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), array.Dimensions[i]);
        }

        stream.Write(header);
        stream.Write(array.Bytes);
    }

    private static IdxArray ReadUnpacked(GZipStream unpacked, string sourceName, long maximumBytes)
    {
        try
        {
            var magic = new byte[4];
            var got = unpacked.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            return Parse(magic.AsSpan(0, got), unpacked, sourceName, maximumBytes, null);
        }
        catch (InvalidDataException fault)
        {
            throw new GliaFormatException(sourceName, 0, "The gzip data are damaged. Fetch the file again.", fault);
        }
    }

    private static IdxArray Parse(ReadOnlySpan<byte> magic, Stream stream, string sourceName, long maximumBytes, long? bytesLeft)
    {
        if (magic.Length < 4)
        {
            throw Truncated(sourceName, magic.Length, $"the file ends in its magic number of 4 bytes");
        }

        var type = (IdxElementType)magic[2];
        if (magic[0] != 0 || magic[1] != 0 || SizeOf(type) == 0 || magic[3] == 0)
        {
            throw new GliaFormatException(sourceName, 0, string.Create(CultureInfo.InvariantCulture,
                $"the magic number is {BinaryPrimitives.ReadUInt32BigEndian(magic)}, which is no IDX file; expected 2051 (images) or 2049 (labels). Check that this is the right file."));
        }

        var header = new byte[4 * magic[3]];
        var got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got < header.Length)
        {
            throw Truncated(sourceName, 4 + got, $"the file ends in its header of {4 + header.Length} bytes");
        }

        var (dimensions, length) = Dimensions(header, type, sourceName, maximumBytes);
        if (bytesLeft is { } left && left - header.Length != length)
        {
            throw WrongLength(sourceName, 4 + header.Length, left - header.Length, length);
        }

        return new IdxArray(type, dimensions, ReadContent(stream, sourceName, 4 + header.Length, (int)length, bytesLeft is not null));
    }

    private static (int[] Dimensions, long Bytes) Dimensions(ReadOnlySpan<byte> header, IdxElementType type, string sourceName, long maximumBytes)
    {
        var dimensions = new int[header.Length / 4];
        var bytes = (long)SizeOf(type);
        for (var i = 0; i < dimensions.Length; i++)
        {
            // Two 32-bit factors cannot overflow 64 bits, and the product is held below the limit (< 2³¹) before the next.
            var length = BinaryPrimitives.ReadUInt32BigEndian(header[(4 * i)..]);
            bytes = length > int.MaxValue ? long.MaxValue : bytes * length;
            if (bytes > maximumBytes)
            {
                throw new GliaFormatException(sourceName, 4 + (4 * i), string.Create(CultureInfo.InvariantCulture,
                    $"dimension {i + 1} of {dimensions.Length} is {length}, which makes the content longer than the limit of {maximumBytes} bytes. The header is damaged, or the limit must be raised."));
            }

            dimensions[i] = (int)length;
        }

        return (dimensions, bytes);
    }

    private static byte[] ReadContent(Stream stream, string sourceName, int start, int length, bool lengthIsThere)
    {
        // Of a stream of unknown length no more is allocated than twice what has arrived.
        var bytes = new byte[lengthIsThere ? length : Math.Min(length, FirstChunk)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length)
            {
                throw WrongLength(sourceName, start, filled, length);
            }

            if (filled == length)
            {
                break;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }

        return stream.ReadByte() < 0
            ? bytes
            : throw new GliaFormatException(sourceName, (long)start + length, string.Create(CultureInfo.InvariantCulture,
                $"bytes follow after the {length} bytes of content that the header promises. Fetch the file again."));
    }

    private static IdxArray Images(IdxArray array, string sourceName) =>
        array is { ElementType: IdxElementType.Unsigned8, Dimensions: [_, > 0, > 0] }
            ? array
            : throw new GliaFormatException(sourceName, 0,
                $"holds {Describe(array)}; expected images: unsigned bytes in three dimensions (magic number 2051), rows and columns above 0.");

    private static byte[] Labels(IdxArray array, string sourceName, int classes)
    {
        if (array is not { ElementType: IdxElementType.Unsigned8, Dimensions.Count: 1 })
        {
            throw new GliaFormatException(sourceName, 0,
                $"holds {Describe(array)}; expected labels: unsigned bytes in one dimension (magic number 2049).");
        }

        var wrong = Array.FindIndex(array.Bytes, label => label >= classes);
        return wrong < 0
            ? array.Bytes
            : throw new GliaFormatException(sourceName, 8L + wrong, string.Create(CultureInfo.InvariantCulture,
                $"label {array.Bytes[wrong]} of item {wrong}; expected 0 to {classes - 1}."));
    }

    private static string Describe(IdxArray array) =>
        $"{array.ElementType} [{string.Join(", ", array.Dimensions.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";

    private static int SizeOf(IdxElementType type) => type switch
    {
        IdxElementType.Unsigned8 or IdxElementType.Signed8 => 1,
        IdxElementType.Signed16 => 2,
        IdxElementType.Signed32 or IdxElementType.Real32 => 4,
        IdxElementType.Real64 => 8,
        _ => 0,
    };

    private static GliaFormatException WrongLength(string sourceName, int start, long got, long expected) => got < expected
        ? Truncated(sourceName, start + got, string.Create(CultureInfo.InvariantCulture,
            $"the content ends after {got} of the {expected} bytes that the header promises"))
        : new GliaFormatException(sourceName, start + expected, string.Create(CultureInfo.InvariantCulture,
            $"{got - expected} bytes follow after the {expected} bytes of content that the header promises. Fetch the file again."));

    private static GliaFormatException Truncated(string sourceName, long offset, string what) =>
        new(sourceName, offset, what + ". The file is cut short: fetch it again.");
}
