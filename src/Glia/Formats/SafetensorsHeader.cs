using System.Text.Json;

namespace Glia.Formats;

/// <summary>The checked header of a safetensors file: tensors in the order of their places, and where in the file each begins.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyList<long> Offsets, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataName = "__metadata__";
    private const int MostEntries = 1_000_000;
    private const int HighestRank = 32;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataStart">Where the numbers begin in the file.</param>
    /// <param name="fileLength">How long the file is.</param>
    /// <param name="source">Its name, for messages.</param>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataStart, long fileLength, string source)
    {
        GliaFormatException Wrong(string problem) => new(source, 8, problem);
        if (json.IsEmpty || json[0] != '{')
        {
            throw Wrong("The header of a safetensors file must begin with {. Is it another kind of file?");
        }

        var (entries, metadata) = (new List<(SafetensorsEntry Entry, long Begin, long End)>(), new Dictionary<string, string>());
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(json.ToArray(), options);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataName)
                {
                    foreach (var note in property.Value.EnumerateObject())
                    {
                        metadata.Add(note.Name, note.Value.GetString() ?? throw Wrong($"The note '{Cut(note.Name)}' must be a string."));
                    }
                }
                else if (entries.Count == MostEntries)
                {
                    throw Wrong($"The file has more than {MostEntries} tensors.");
                }
                else
                {
                    entries.Add(Entry(property, Wrong));
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException and not GliaFormatException or KeyNotFoundException)
        {
            throw Wrong($"The header is no JSON of a safetensors file: {problem.Message}");
        }

        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long covered = 0;
        foreach (var (entry, begin, end) in entries)
        {
            if (begin != covered || end < begin || end - begin != entry.ByteLength)
            {
                throw Wrong($"The tensor '{Cut(entry.Name)}' of type {entry.DataType} and shape [{string.Join(", ", entry.Shape)}] lies at {begin} to {end}; it must take {entry.ByteLength} bytes and begin at {covered}, where the one ahead ends.");
            }

            covered = end;
        }

        return covered == fileLength - dataStart ? new SafetensorsHeader([.. entries.Select(item => item.Entry)], [.. entries.Select(item => dataStart + item.Begin)], metadata)
            : throw Wrong($"The tensors take {covered} bytes, but {fileLength - dataStart} follow the header. The file is {(covered > fileLength - dataStart ? "truncated" : "longer than it says")}; get it again.");
    }

    private static (SafetensorsEntry Entry, long Begin, long End) Entry(JsonProperty property, Func<string, GliaFormatException> wrong)
    {
        var name = Cut(property.Name);
        var type = property.Value.GetProperty("dtype").GetString();
        if (!Enum.GetNames<SafetensorsDataType>().Contains(type))
        {
            throw wrong($"The tensor '{name}' is of the type '{Cut(type ?? "null")}', which is not read; those that are: {string.Join(", ", Enum.GetNames<SafetensorsDataType>())}.");
        }

        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()).ToArray();
        var place = property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        // A side of 0 makes no numbers, however long the others are.
        var count = shape.Contains(0) ? Int128.Zero : shape.Aggregate(Int128.One, (product, side) => product > long.MaxValue ? product : product * side);
        if (shape.Length > HighestRank || shape.Any(side => side < 0) || place.Length != 2 || place.Any(offset => offset < 0) || count > long.MaxValue / 8)
        {
            throw wrong($"The tensor '{name}' has the shape [{string.Join(", ", shape.Take(HighestRank))}] and the place [{string.Join(", ", place.Take(4))}]; no number may be negative, the shape not larger than a file, and a place has two numbers.");
        }

        return (new SafetensorsEntry(property.Name, Enum.Parse<SafetensorsDataType>(type!), shape), place[0], place[1]);
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
