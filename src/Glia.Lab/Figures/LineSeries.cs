namespace Glia.Lab.Figures;

/// <summary>One curve; values that are not finite leave a gap.</summary>
/// <param name="Name">The curve's name in the legend.</param>
/// <param name="X">Horizontal values.</param>
/// <param name="Y">Vertical values, as many.</param>
/// <param name="Lower">Lower edge of the band, as many, or null.</param>
/// <param name="Upper">Upper edge of the band, as many, or null.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double>? Lower = null, IReadOnlyList<double>? Upper = null)
{
    /// <summary>Whether only points are drawn, such as measurements beside a formula's curve.</summary>
    public bool PointsOnly { get; init; }

    /// <summary>A curve of estimates with their intervals as a band.</summary>
    public static LineSeries Of(string name, IEnumerable<(double X, Statistics.Estimate Y)> points)
    {
        var list = points.ToList();
        return new LineSeries(
            name, [.. list.Select(point => point.X)], [.. list.Select(point => point.Y.Mean)],
            [.. list.Select(point => point.Y.HasInterval ? point.Y.Lower : point.Y.Mean)],
            [.. list.Select(point => point.Y.HasInterval ? point.Y.Upper : point.Y.Mean)]);
    }
}
