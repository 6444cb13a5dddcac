using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>How far two paired series rise and fall together, by ranks alone.</summary>
/// <param name="Coefficient">From −1 to 1; NaN where a series is constant, for then there is no order to agree with.</param>
/// <param name="PValue">The p-value for the chosen alternative; 1 where the coefficient is NaN.</param>
/// <param name="Count">How many pairs.</param>
/// <param name="IsExact">Whether the p-value counts all orders; otherwise it is an approximation.</param>
public readonly record struct RankCorrelation(double Coefficient, double PValue, int Count, bool IsExact)
{
    private const int MostPermuted = 9;
    private const int MostCounted = 100;

    /// <summary>Spearman's ρ: the correlation of the ranks.</summary>
    /// <param name="x">At least three finite values.</param>
    /// <param name="y">As many finite values.</param>
    /// <param name="alternative">The direction, both by default.</param>
    /// <remarks>The p-value counts all orders up to nine pairs (ties included) and is t-distributed with n − 2 degrees above.
    /// Source: Spearman (1904); Kendall, Rank Correlation Methods (1948), chapter 5.</remarks>
    /// <exception cref="ArgumentException">Fewer than three pairs, different lengths, or a value that is not finite.</exception>
    public static RankCorrelation Spearman(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        Require(x, y);
        var n = x.Length;
        var middle = (n + 1) / 2.0;
        var a = Array.ConvertAll(Sample.Ranks(x, out _), rank => rank - middle);
        var b = Array.ConvertAll(Sample.Ranks(y, out _), rank => rank - middle);
        var norm = Math.Sqrt(a.Sum(value => value * value) * b.Sum(value => value * value));
        if (norm == 0)
        {
            return new RankCorrelation(double.NaN, 1, n, false);
        }

        var product = a.Zip(b, (left, right) => left * right).Sum();
        var rho = Math.Clamp(product / norm, -1, 1);
        if (n <= MostPermuted)
        {
            var (atMost, atLeast) = PermutedShares(a, b, product);
            return new RankCorrelation(rho, Choose(alternative, atMost, atLeast), n, true);
        }

        var t = rho * Math.Sqrt((n - 2) / ((1 - rho) * (1 + rho)));
        var below = double.IsInfinity(t) ? (t < 0 ? 0 : 1) : StudentT.CDF(0, 1, n - 2, t);
        var above = double.IsInfinity(t) ? (t < 0 ? 1 : 0) : StudentT.CDF(0, 1, n - 2, -t);
        return new RankCorrelation(rho, Choose(alternative, below, above), n, false);
    }

    /// <summary>Kendall's τ-b: concordant minus discordant pairs over the geometric mean of the pairs untied in x and in y.</summary>
    /// <param name="x">At least three finite values.</param>
    /// <param name="y">As many finite values.</param>
    /// <param name="alternative">The direction, both by default.</param>
    /// <remarks>The p-value counts all orders up to 100 pairs without ties and is normal with tie correction otherwise.
    /// Source: Kendall, Rank Correlation Methods (1948), chapters 3 to 5.</remarks>
    /// <exception cref="ArgumentException">Fewer than three pairs, different lengths, or a value that is not finite.</exception>
    public static RankCorrelation Kendall(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        Require(x, y);
        var n = x.Length;
        long score = 0, untiedX = 0, untiedY = 0;
        for (var i = 1; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (orderX, orderY) = (x[i].CompareTo(x[j]), y[i].CompareTo(y[j]));
                score += orderX * orderY;
                untiedX += orderX * orderX;
                untiedY += orderY * orderY;
            }
        }

        if (untiedX == 0 || untiedY == 0)
        {
            return new RankCorrelation(double.NaN, 1, n, false);
        }

        var tau = Math.Clamp(score / Math.Sqrt((double)untiedX * untiedY), -1, 1);
        var pairs = (long)n * (n - 1) / 2;
        if (n <= MostCounted && untiedX == pairs && untiedY == pairs)
        {
            var concordant = (int)((pairs + score) / 2);
            var (atMost, atLeast) = (InversionsAtMost(n, concordant), InversionsAtMost(n, (int)pairs - concordant));
            return new RankCorrelation(tau, Choose(alternative, atMost, atLeast), n, true);
        }

        var z = score / Math.Sqrt(KendallVariance(x, y));
        return new RankCorrelation(tau, Choose(alternative, Normal.CDF(0, 1, z), Normal.CDF(0, 1, -z)), n, false);
    }

    private static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Sample.RequireFinite(x, nameof(x), 3);
        Sample.RequireSameLength(x, y, nameof(y));
        Sample.RequireFinite(y, nameof(y), 3);
    }

    private static double Choose(Alternative alternative, double atMost, double atLeast) => alternative switch
    {
        Alternative.Less => atMost,
        Alternative.Greater => atLeast,
        _ => Math.Min(1, 2 * Math.Min(atMost, atLeast)),
    };

    // Shares of all n! orders of b whose product with a is at most, and at least, the observed one (Heap's algorithm).
    private static (double AtMost, double AtLeast) PermutedShares(double[] a, double[] b, double observed)
    {
        const double tolerance = 1e-9;
        long atMost = 0, atLeast = 0, total = 0;
        var order = (double[])b.Clone();
        Visit(order.Length);
        return ((double)atMost / total, (double)atLeast / total);

        void Visit(int size)
        {
            if (size == 1)
            {
                var product = 0.0;
                for (var i = 0; i < a.Length; i++)
                {
                    product += a[i] * order[i];
                }

                total++;
                atMost += product <= observed + tolerance ? 1 : 0;
                atLeast += product >= observed - tolerance ? 1 : 0;
                return;
            }

            for (var i = 0; i < size; i++)
            {
                Visit(size - 1);
                var other = size % 2 == 0 ? i : 0;
                (order[other], order[size - 1]) = (order[size - 1], order[other]);
            }
        }
    }

    // Share of the orders of n items with at most that many inversions: the i-th item adds 0 … i−1 of them with equal chance.
    private static double InversionsAtMost(int n, int most)
    {
        double[] shares = [1.0];
        for (var i = 2; i <= n; i++)
        {
            var next = new double[shares.Length + i - 1];
            for (var j = 0; j < shares.Length; j++)
            {
                for (var k = 0; k < i; k++)
                {
                    next[j + k] += shares[j] / i;
                }
            }

            shares = next;
        }

        return Math.Min(1, shares.Take(most + 1).Sum());
    }

    private static double KendallVariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double n = x.Length;
        var (x1, x2, x3) = TieSums(x);
        var (y1, y2, y3) = TieSums(y);
        return (((n * (n - 1) * ((2 * n) + 5)) - x3 - y3) / 18) + (x1 * y1 / (2 * n * (n - 1))) + (x2 * y2 / (9 * n * (n - 1) * (n - 2)));
    }

    // Over the groups of t tied values: Σt(t−1), Σt(t−1)(t−2), Σt(t−1)(2t+5).
    private static (double Pairs, double Triples, double Weighted) TieSums(ReadOnlySpan<double> values)
    {
        var (pairs, triples, weighted) = (0.0, 0.0, 0.0);
        foreach (var group in values.ToArray().GroupBy(value => value))
        {
            double t = group.Count();
            pairs += t * (t - 1);
            triples += t * (t - 1) * (t - 2);
            weighted += t * (t - 1) * ((2 * t) + 5);
        }

        return (pairs, triples, weighted);
    }
}
