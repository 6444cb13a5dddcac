namespace Glia.Lab.Figures;

/// <summary>Bars with intervals and the points of single seeds; <see cref="Figure.YAxis"/> is the value axis.</summary>
/// <remarks>Where category labels are long or many, the renderer lays the bars down so that the labels stay level.</remarks>
public sealed record BarFigure : Figure
{
    /// <summary>The bars, in order; bars of one category stand side by side.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Lines across the bars to compare with.</summary>
    public IReadOnlyList<ReferenceLine> ReferenceLines { get; init; } = [];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(XAxis.Scale == AxisScale.Linear, "the category axis cannot be logarithmic.");
        var twice = Bars.GroupBy(bar => (bar.Category, bar.Group)).FirstOrDefault(group => group.Count() > 1);
        Require(twice is null, $"each category and group must have one bar; '{twice?.Key.Category}' / '{twice?.Key.Group}' has {twice?.Count()}.");
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "category", "group", "kind", "value", "lower", "upper");
        foreach (var bar in Bars)
        {
            CsvTable.Row(writer, bar.Category, bar.Group, "mean", bar.Value, bar.Lower, bar.Upper);
            foreach (var point in bar.Points)
            {
                CsvTable.Row(writer, bar.Category, bar.Group, "seed", point, null, null);
            }
        }

        foreach (var line in ReferenceLines)
        {
            CsvTable.Row(writer, line.Label, "", "reference", line.Value, null, null);
        }
    }
}
