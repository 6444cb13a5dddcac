using System.Globalization;

namespace Glia.Formats;

/// <summary>One line of a table of events.</summary>
internal readonly ref struct EventCsvRow
{
    private const int MostColumns = 64;
    private readonly ReadOnlySpan<char> _line;
    private readonly Range[] _cells;
    private readonly string _source;
    private readonly int _number;

    public EventCsvRow(ReadOnlySpan<char> line, string source, int number)
    {
        (_source, _number) = (source, number);
        _line = line.Trim();
        Span<Range> cells = stackalloc Range[MostColumns];
        var separators = _line.Contains(',') ? "," : _line.Contains(';') ? ";" : " \t";
        var options = separators.Length > 1 ? StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.TrimEntries;
        var count = MemoryExtensions.SplitAny(_line, cells, separators, options);
        _cells = cells[..count].ToArray();
    }

    public int Count => _cells.Length;

    public ReadOnlySpan<char> this[int column] => _line[_cells[column]].Trim('"');

    public double Number(int column, string what) =>
        column < Count && double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw Wrong(column, $"a {what}, a number with a point as decimal mark");

    public int Whole(int column, string what, int low, int high)
    {
        // Programs that know only floating point write whole numbers as 3.0 or 3e0.
        var value = column < Count && double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        return value >= low && value <= high && value == Math.Floor(value) ? (int)value : throw Wrong(column, $"a {what}, a whole number from {low} to {high}");
    }

    public GliaFormatException Wrong(int column, string expected)
    {
        var cell = column < Count ? $"'{Cut(this[column])}'" : "nothing";
        return new GliaFormatException(_source, _number, $"Line {_number}, column {column + 1}: expected {expected}; got {cell}.");
    }

    private static string Cut(ReadOnlySpan<char> cell) => cell.Length <= 40 ? cell.ToString() : $"{cell[..40]}…";
}
