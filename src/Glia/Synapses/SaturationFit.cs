namespace Glia.Synapses;

/// <summary>A sigmoid over the logarithm of the fraction of synapses kept: A₀ + (A₁ − A₀)/(1 + exp(−(log₁₀ f − m)/s)).</summary>
/// <param name="Floor">A₀, the accuracy without synapses.</param>
/// <param name="Ceiling">A₁, the accuracy with all.</param>
/// <param name="Midpoint">m, log₁₀ of the fraction at half saturation.</param>
/// <param name="Scale">s, how many decades the rise takes, divided by about four.</param>
/// <param name="Residual">Root mean square of what the fit leaves over.</param>
public sealed record SaturationFit(double Floor, double Ceiling, double Midpoint, double Scale, double Residual)
{
    private const int Rounds = 40;
    private const int Grid = 24;

    /// <summary>The fraction of synapses at half saturation, 10^m.</summary>
    public double HalfSaturation => Math.Pow(10, Midpoint);

    /// <summary>The fitted accuracy at a fraction.</summary>
    public double At(double fraction) => Floor + ((Ceiling - Floor) / (1 + Math.Exp(-(Math.Log10(fraction) - Midpoint) / Scale)));

    /// <summary>Fits by least squares: the two heights exactly, midpoint and scale on a grid that narrows around the best.</summary>
    /// <remarks>The midpoint stays within half a decade of the fractions given, the scale between 0.02 and 1. Accuracy may not fall with the fraction.</remarks>
    /// <param name="fractions">Fractions kept, above 0 to 1; at least four.</param>
    /// <param name="accuracies">An accuracy each.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are fewer than four points, or a fraction is not in (0, 1].</exception>
    public static SaturationFit Of(ReadOnlySpan<double> fractions, ReadOnlySpan<double> accuracies)
    {
        if (fractions.Length != accuracies.Length || fractions.Length < 4)
        {
            throw new ArgumentException($"A fit needs at least four fractions with an accuracy each; got {fractions.Length} and {accuracies.Length}.", nameof(fractions));
        }

        var (x, y) = (new double[fractions.Length], accuracies.ToArray());
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = fractions[i] is > 0 and <= 1 ? Math.Log10(fractions[i]) : throw new ArgumentException($"A fraction must be above 0 and at most 1; got {fractions[i]}.", nameof(fractions));
        }

        var (lowest, highest) = (x.Min() - 0.5, x.Max() + 0.5);
        var (midpoint, rangeMidpoint) = ((lowest + highest) / 2, (highest - lowest) / 2);
        var (logScale, rangeScale) = (Math.Log(0.02) / 2, -Math.Log(0.02) / 2);
        var best = Solve(x, y, midpoint, Math.Exp(logScale));
        for (var round = 0; round < Rounds; round++, rangeMidpoint *= 0.7, rangeScale *= 0.7)
        {
            var (aroundMidpoint, aroundScale) = (best.Midpoint, Math.Log(best.Scale));
            for (var i = 0; i <= Grid; i++)
            {
                for (var j = 0; j <= Grid; j++)
                {
                    var m = Math.Clamp(aroundMidpoint + (rangeMidpoint * ((2.0 * i / Grid) - 1)), lowest, highest);
                    var s = Math.Clamp(aroundScale + (rangeScale * ((2.0 * j / Grid) - 1)), Math.Log(0.02), 0);
                    var candidate = Solve(x, y, m, Math.Exp(s));
                    best = candidate.Residual < best.Residual ? candidate : best;
                }
            }
        }

        return best;
    }

    // With midpoint and scale given the two heights are a straight-line fit; the slope of it must not be negative.
    private static SaturationFit Solve(double[] x, double[] y, double midpoint, double scale)
    {
        var rise = Array.ConvertAll(x, value => 1 / (1 + Math.Exp(-(value - midpoint) / scale)));
        var (meanRise, meanY) = (rise.Average(), y.Average());
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            covariance += (rise[i] - meanRise) * (y[i] - meanY);
            variance += (rise[i] - meanRise) * (rise[i] - meanRise);
        }

        var height = variance < 1e-12 ? 0 : Math.Max(0, covariance / variance);
        var floor = meanY - (height * meanRise);
        var squares = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var left = y[i] - floor - (height * rise[i]);
            squares += left * left;
        }

        return new SaturationFit(floor, floor + height, midpoint, scale, Math.Sqrt(squares / x.Length));
    }
}
