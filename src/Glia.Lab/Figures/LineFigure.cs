namespace Glia.Lab.Figures;

/// <summary>Curves with bands and reference lines.</summary>
public sealed record LineFigure : Figure
{
    /// <summary>The curves, in the order of the legend.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>Horizontal lines to compare with.</summary>
    public IReadOnlyList<ReferenceLine> ReferenceLines { get; init; } = [];

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        foreach (var series in Series)
        {
            var count = series.X.Count;
            Require(series.Y.Count == count, $"series '{series.Label}' must have as many Y as X ({count}); got {series.Y.Count}.");
            Require((series.Lower is null) == (series.Upper is null), $"series '{series.Label}' must have both edges of its band or neither.");
            Require((series.Lower?.Count ?? count) == count && (series.Upper?.Count ?? count) == count,
                $"series '{series.Label}' must have a band as long as X ({count}).");
            Require(series.ColourIndex is null or >= 0, $"series '{series.Label}' must have a colour index of at least 0.");
            Require(series.Individuals.All(line => line.Count == count), $"series '{series.Label}' must have seed lines as long as X ({count}).");
        }
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "series", "kind", "x", "y", "lower", "upper");
        foreach (var series in Series)
        {
            for (var i = 0; i < series.X.Count; i++)
            {
                CsvTable.Row(writer, series.Label, "mean", series.X[i], series.Y[i], series.Lower?[i], series.Upper?[i]);
            }

            for (var seed = 0; seed < series.Individuals.Count; seed++)
            {
                for (var i = 0; i < series.X.Count; i++)
                {
                    CsvTable.Row(writer, series.Label, $"seed {seed}", series.X[i], series.Individuals[seed][i], null, null);
                }
            }
        }

        foreach (var line in ReferenceLines)
        {
            CsvTable.Row(writer, line.Label, "reference", null, line.Value, null, null);
        }
    }
}
