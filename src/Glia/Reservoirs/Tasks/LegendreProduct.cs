namespace Glia.Reservoirs.Tasks;

/// <summary>A product of normalised Legendre polynomials of delayed inputs from U(−1, 1); products of different delays or degrees are uncorrelated.</summary>
/// <param name="Factors">Delay and degree of each factor; delays ascend.</param>
internal sealed record LegendreProduct(IReadOnlyList<(int Delay, int Degree)> Factors)
{
    /// <summary>All products of a total degree with delays below a number.</summary>
    public static IEnumerable<LegendreProduct> OfDegree(int degree, int delays) => Extended([], degree, 0, delays);

    /// <summary>The product at each step from a first one on, with variance 1.</summary>
    public void Fill(ReadOnlySpan<double> input, int first, Span<double> values)
    {
        values.Fill(1);
        foreach (var (delay, degree) in Factors)
        {
            var scale = Math.Sqrt((2 * degree) + 1);
            for (var step = 0; step < values.Length; step++)
            {
                values[step] *= scale * Polynomial(degree, input[first + step - delay]);
            }
        }
    }

    private static double Polynomial(int degree, double x)
    {
        var (before, value) = (1.0, x);
        for (var n = 1; n < degree; n++)
        {
            (before, value) = (value, ((((2 * n) + 1) * x * value) - (n * before)) / (n + 1));
        }

        return degree == 0 ? 1 : value;
    }

    private static IEnumerable<LegendreProduct> Extended((int Delay, int Degree)[] factors, int left, int firstDelay, int delays)
    {
        if (left == 0)
        {
            yield return new LegendreProduct(factors);
            yield break;
        }

        for (var delay = firstDelay; delay < delays; delay++)
        {
            for (var degree = 1; degree <= left; degree++)
            {
                foreach (var product in Extended([.. factors, (delay, degree)], left - degree, delay + 1, delays))
                {
                    yield return product;
                }
            }
        }
    }
}
