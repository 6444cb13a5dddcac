namespace Glia.Testing;

/// <summary>A table of right answers that somebody else computed: CSV under a header that says who, how, by what version, and how exactly.</summary>
internal sealed class GoldenTable
{
    private static readonly string[] Required = ["made by", "how", "version", "tolerance"];

    private GoldenTable(string file, IReadOnlyDictionary<string, string> provenance, IReadOnlyList<string> columns, IReadOnlyList<GoldenRow> rows) =>
        (File, Provenance, Columns, Rows) = (file, provenance, columns, rows);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The lines of the header by their names.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<GoldenRow> Rows { get; }

    /// <summary>The folder of all golden files.</summary>
    public static string Folder => Repository.PathOf("tests", "golden");

    /// <summary>Reads a table of <see cref="Folder"/>.</summary>
    /// <exception cref="FormatException">The header lacks a line, or a row has another number of cells than there are columns.</exception>
    public static GoldenTable Open(string name) => Parse(System.IO.File.ReadAllText(Path.Combine(Folder, name)), name);

    /// <summary>Reads a table from its text.</summary>
    /// <exception cref="FormatException">As with <see cref="Open"/>.</exception>
    public static GoldenTable Parse(string text, string file)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var provenance = lines.TakeWhile(line => line.StartsWith('#')).Select(line => line[1..].Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2 && parts[1].Length > 0).ToDictionary(parts => parts[0], parts => parts[1]);
        if (Required.FirstOrDefault(name => !provenance.ContainsKey(name)) is { } missing)
        {
            throw new FormatException($"{file}: a golden file must say where it comes from; the header has no line '# {missing}: …'.");
        }

        var head = lines.TakeWhile(line => line.StartsWith('#')).Count();
        var columns = head < lines.Length ? lines[head].Split(',') : throw new FormatException($"{file}: there is no table below the header.");
        var tolerance = GoldenTolerance.Parse(provenance["tolerance"], file);
        var rows = lines.Skip(head + 1).Select((line, i) =>
        {
            var cells = line.Split(',');
            return cells.Length == columns.Length ? new GoldenRow($"{file}, line {head + 2 + i}", columns, cells, tolerance)
                : throw new FormatException($"{file}, line {head + 2 + i}: expected {columns.Length} cells; got {cells.Length}.");
        }).ToList();
        return rows.Count > 0 ? new GoldenTable(file, provenance, columns, rows) : throw new FormatException($"{file}: the table has no rows.");
    }
}
