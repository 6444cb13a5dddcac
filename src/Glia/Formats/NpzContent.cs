using System.IO.Compression;

namespace Glia.Formats;

/// <summary>Named arrays as NumPy saves them together (.npz, a zip of .npy), of a file that need not be trusted: what an entry says of its length is believed only as far as bytes come.</summary>
internal sealed class NpzContent : IDisposable
{
    private const int MostEntries = 10_000;
    private const int FirstPiece = 1 << 16;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly string _source;

    private NpzContent(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries, string source) => (_archive, _entries, _source) = (archive, entries, source);

    private static ReadOnlySpan<byte> Signature => "PK"u8;

    /// <summary>Whether a content begins as a zip does.</summary>
    public static bool Begins(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    /// <summary>Opens a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no zip.</exception>
    public static NpzContent Parse(byte[] content, string source) => Guard(source, "the file", () =>
    {
        var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            if (entries.Count == MostEntries || !entries.TryAdd(entry.FullName, entry))
            {
                throw new GliaFormatException(source, 0, $"The archive has '{entry.FullName}' twice, or more than {MostEntries} entries. The file is damaged.");
            }
        }

        return new NpzContent(archive, entries, source);
    });

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    /// <summary>Reads an array.</summary>
    /// <param name="name">Its name, without .npy.</param>
    /// <exception cref="GliaFormatException">It is not there, or damaged.</exception>
    public NpyArray Read(string name)
    {
        if (!_entries.TryGetValue(name + ".npy", out var entry))
        {
            throw Wrong(name, $"is not there; the archive has {string.Join(", ", _entries.Keys.Take(20))}.");
        }

        return NpyArray.Parse(Guard(_source, name, () => Unpacked(entry)), $"{_source}, {name}");
    }

    /// <summary>What is wrong with an array of the file.</summary>
    public GliaFormatException Wrong(string name, string problem) => new(_source, 0, $"{name} {problem}");

    // Grows with what comes, so that a false length costs nothing.
    private byte[] Unpacked(ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
        {
            throw Wrong(entry.FullName, $"is said to have {entry.Length} bytes; up to {Array.MaxLength} are read. Save fewer recordings in a file.");
        }

        using var stream = entry.Open();
        var (bytes, filled) = (new byte[Math.Min(FirstPiece, (int)entry.Length + 1)], 0);
        while (stream.Read(bytes, filled, bytes.Length - filled) is var count and > 0)
        {
            filled += count;
            if (filled > entry.Length)
            {
                break;
            }

            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, entry.Length + 1));
            }
        }

        return filled == entry.Length ? bytes[..filled] : throw Wrong(entry.FullName, $"is said to have {entry.Length} bytes and has not. The file is damaged; get it again.");
    }

    // The library below throws exceptions of many types on damaged files.
    private static T Guard<T>(string source, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is not GliaFormatException)
        {
            throw new GliaFormatException(source, 0, $"Expected a NumPy archive (.npz), but {what} can not be read: {problem.Message} The file is damaged, or of another kind.");
        }
    }
}
