namespace Glia.Lab.Figures;

/// <summary>A matrix in colours, first row on top.</summary>
public sealed record HeatMapFigure : Figure
{
    /// <summary>The rows, all of one length; NaN is drawn grey.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    /// <summary>A label for each row, or none for numbers.</summary>
    public IReadOnlyList<string> RowLabels { get; init; } = [];

    /// <summary>A label for each column, or none for numbers.</summary>
    public IReadOnlyList<string> ColumnLabels { get; init; } = [];

    /// <summary>What the colours mean: name, unit and, if set, the range.</summary>
    public required Axis Colour { get; init; }

    /// <summary>Whether the colours run from blue over white to red, for signed values with 0 in the middle.</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Whether the numbers are written into the cells (up to 200 cells).</summary>
    public bool ShowValues { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Values.Count > 0 && Values[0].Count > 0, "a heat map must have at least one cell.");
        Require(Values.All(row => row.Count == Values[0].Count), "all rows of a heat map must be of one length.");
        Require(RowLabels.Count == 0 || RowLabels.Count == Values.Count, $"there must be {Values.Count} row labels or none; got {RowLabels.Count}.");
        Require(ColumnLabels.Count == 0 || ColumnLabels.Count == Values[0].Count,
            $"there must be {Values[0].Count} column labels or none; got {ColumnLabels.Count}.");
        Require(Colour.Name.Length > 0, "Colour must have a name.");
        Require(new[] { XAxis, YAxis, Colour }.All(axis => axis.Scale == AxisScale.Linear), "a heat map's axes and colours are linear; take logarithms first.");
        Colour.Validate($"Figure '{Name}', {nameof(Colour)}");
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "row", "column", "row label", "column label", "value");
        for (var row = 0; row < Values.Count; row++)
        {
            for (var column = 0; column < Values[row].Count; column++)
            {
                CsvTable.Row(writer, row, column, RowLabels.ElementAtOrDefault(row), ColumnLabels.ElementAtOrDefault(column), Values[row][column]);
            }
        }
    }
}
