namespace Glia.Lab.Figures;

/// <summary>One curve: its mean, a band around it and the thin lines of single seeds.</summary>
public sealed record LineSeries
{
    /// <summary>The name in the legend.</summary>
    public required string Label { get; init; }

    /// <summary>Positions along the horizontal axis.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Values, as many as positions; NaN leaves a gap.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>Lower edge of the band, as many as positions, or null for no band.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Upper edge of the band, as many as positions, or null for no band.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>The values of single seeds, each as long as <see cref="X"/>.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Individuals { get; init; } = [];

    /// <summary>Whether the values are joined by a curve or stand alone as marks.</summary>
    public SeriesForm Form { get; init; } = SeriesForm.Curve;

    /// <summary>Which colour and mark of the palette; null for those of the series' place. Equal numbers tie series together, as a formula and its simulation.</summary>
    public int? ColourIndex { get; init; }

    /// <summary>A curve of estimates, their intervals as the band.</summary>
    public static LineSeries From(string label, IEnumerable<(double X, Statistics.Estimate Y)> points)
    {
        var list = points.ToList();
        return new LineSeries
        {
            Label = label,
            X = [.. list.Select(point => point.X)],
            Y = [.. list.Select(point => point.Y.Mean)],
            Lower = [.. list.Select(point => point.Y.HasInterval ? point.Y.Lower : point.Y.Mean)],
            Upper = [.. list.Select(point => point.Y.HasInterval ? point.Y.Upper : point.Y.Mean)],
        };
    }
}
