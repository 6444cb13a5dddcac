namespace Glia.Lab.Figures;

/// <summary>Points of one or several series.</summary>
public sealed record ScatterFigure : Figure
{
    /// <summary>The series, in the order of the legend.</summary>
    public required IReadOnlyList<ScatterSeries> Series { get; init; }

    /// <summary>Whether the line y = x is drawn.</summary>
    public bool ShowIdentity { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        foreach (var series in Series)
        {
            Require(series.X.Count == series.Y.Count,
                $"series '{series.Label}' must have as many Y as X ({series.X.Count}); got {series.Y.Count}.");
        }
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "series", "x", "y");
        foreach (var series in Series)
        {
            for (var i = 0; i < series.X.Count; i++)
            {
                CsvTable.Row(writer, series.Label, series.X[i], series.Y[i]);
            }
        }
    }
}
