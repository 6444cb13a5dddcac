using System.Buffers.Binary;
using System.IO.Compression;
using Glia.Spikes;

namespace Glia.Formats;

/// <summary>Many recordings of the same units on one grid of time, packed small: about half a byte to a byte a spike.</summary>
/// <remarks>
/// <para>Brotli over: the letters GSPK1; step (µs), units, recordings, columns (32 bits each, low byte first); each column's name and one byte a
/// recording; each recording's length in steps; each step's number of spikes; each step's units, the first as it is and then the distances. Numbers are
/// variable-length, seven bits a byte, low bits first.</para>
/// <para>A spike of step s is at (s + 1) · step microseconds; a unit fires at most once a step.</para>
/// </remarks>
/// <param name="StepMicroseconds">The grid.</param>
/// <param name="UnitCount">How many units each recording has.</param>
/// <param name="Recordings">The recordings; each window is from 0 to just after its last step.</param>
/// <param name="Columns">Labels and the like: a byte for each recording.</param>
public sealed record SpikeArchive(int StepMicroseconds, int UnitCount, IReadOnlyList<SpikeTrains> Recordings, IReadOnlyDictionary<string, byte[]> Columns)
{
    private const int MostExpansion = 200;
    private const int SmallestLimit = 1 << 16;
    private const int MostColumns = 64;
    private const int LongestName = 255;
    private static readonly BrotliCompressionOptions Smallest = new() { Quality = 11 };

    private static ReadOnlySpan<byte> Signature => "GSPK1"u8;

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no such content, or damaged.</exception>
    public static SpikeArchive Parse(byte[] content, string source)
    {
        var cursor = new ByteCursor(Unpack(content, source), source);
        if (!cursor.Take(Signature.Length, "the letters GSPK1").SequenceEqual(Signature))
        {
            throw new GliaFormatException(source, 0, "Expected an archive of spikes, which begins with GSPK1.");
        }

        var (step, units) = (cursor.UInt32("the step"), cursor.UInt32("the number of units"));
        var (recordings, columns) = (cursor.UInt32("the number of recordings"), cursor.UInt32("the number of columns"));
        // Each recording takes at least the byte of its length.
        if (step is 0 or > int.MaxValue || units > int.MaxValue || recordings > cursor.Remaining || columns > MostColumns)
        {
            throw new GliaFormatException(source, Signature.Length, $"The archive would have {recordings} recordings of {units} units in steps of {step} µs and {columns} columns, which can not be. It is damaged.");
        }

        var named = new Dictionary<string, byte[]>();
        for (var i = 0; i < columns; i++)
        {
            var name = System.Text.Encoding.UTF8.GetString(cursor.Take(cursor.Take(1, "the length of a name")[0], "a name"));
            if (!named.TryAdd(name, cursor.Take(recordings, $"the column {name}").ToArray()))
            {
                throw new GliaFormatException(source, cursor.Position, $"The column '{name}' comes twice.");
            }
        }

        return new SpikeArchive((int)step, (int)units, new SpikeArchiveCoder((int)step, (int)units, source).Read(ref cursor, (int)recordings), named);
    }

    /// <summary>Writes the archive.</summary>
    /// <exception cref="ArgumentException">Units, columns or windows differ, a spike is not on the grid, or a unit fires twice in a step.</exception>
    public byte[] Write()
    {
        if (StepMicroseconds < 1 || Recordings.Any(recording => recording.UnitCount != UnitCount) || Columns.Count > MostColumns
            || Columns.Any(column => column.Value.Length != Recordings.Count || System.Text.Encoding.UTF8.GetByteCount(column.Key) > LongestName))
        {
            throw new ArgumentException($"An archive has a positive step, recordings of {UnitCount} units each, and at most {MostColumns} columns with a byte for each recording.");
        }

        var raw = new MemoryStream();
        raw.Write(Signature);
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (var value in new[] { StepMicroseconds, UnitCount, Recordings.Count, Columns.Count })
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, value);
            raw.Write(number);
        }

        foreach (var (name, values) in Columns.OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            var text = System.Text.Encoding.UTF8.GetBytes(name);
            raw.WriteByte((byte)text.Length);
            raw.Write(text);
            raw.Write(values);
        }

        new SpikeArchiveCoder(StepMicroseconds, UnitCount, "archive").Write(raw, Recordings);
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, Smallest, leaveOpen: true))
        {
            raw.WriteTo(brotli);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] content, string source)
    {
        var limit = SmallestLimit + ((long)content.Length * MostExpansion);
        var (unpacked, piece) = (new MemoryStream(), new byte[SmallestLimit]);
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
            for (var read = brotli.Read(piece); read > 0 && unpacked.Length <= limit; read = brotli.Read(piece))
            {
                unpacked.Write(piece, 0, read);
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or InvalidOperationException)
        {
            throw new GliaFormatException(source, 0, $"The archive can not be unpacked: {problem.Message} It is damaged, or no archive of spikes.");
        }

        return unpacked.Length <= limit ? unpacked.ToArray() : throw new GliaFormatException(source, 0, $"The archive unpacks to more than {MostExpansion} times its length; it is damaged.");
    }
}
