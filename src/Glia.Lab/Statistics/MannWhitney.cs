using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>The rank-sum test of Mann, Whitney and Wilcoxon for two unpaired samples.</summary>
/// <param name="U">How many pairs (a of the first, b of the second) have a &gt; b, ties counting half.</param>
/// <param name="PValue">The p-value for the chosen alternative.</param>
/// <param name="IsExact">Whether the p-value counts all arrangements; otherwise it is the normal approximation.</param>
/// <param name="Superiority">U / (n₁·n₂): the chance that a value of the first is above one of the second.</param>
/// <remarks>Source: Mann and Whitney, Annals of Mathematical Statistics 18 (1947). Exact where there are no ties and both samples hold fewer
/// than 50 values; otherwise normal with tie correction and continuity correction.</remarks>
public readonly record struct MannWhitney(double U, double PValue, bool IsExact, double Superiority)
{
    private const int ExactBelow = 50;

    /// <summary>Tests whether values of the first sample tend to be above or below those of the second.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">At least one finite value.</param>
    /// <param name="alternative">The direction, both by default.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite.</exception>
    public static MannWhitney Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        Sample.RequireFinite(first, nameof(first));
        Sample.RequireFinite(second, nameof(second));
        double[] all = [.. first, .. second];
        var ranks = Sample.Ranks(all, out var tieSum);
        double n = first.Length, m = second.Length;
        var u = ranks.Take(first.Length).Sum() - (n * (n + 1) / 2);
        var exact = tieSum == 0 && n < ExactBelow && m < ExactBelow;
        var less = exact ? ExactAtMost((int)u, (int)n, (int)m) : NormalAtMost(u, n, m, tieSum);
        var greater = exact ? ExactAtMost((int)((n * m) - u), (int)n, (int)m) : NormalAtMost((n * m) - u, n, m, tieSum);
        var p = alternative switch
        {
            Alternative.Less => less,
            Alternative.Greater => greater,
            _ => Math.Min(1, 2 * Math.Min(less, greater)),
        };
        return new MannWhitney(u, p, exact, u / (n * m));
    }

    private static double NormalAtMost(double u, double n, double m, double tieSum)
    {
        var total = n + m;
        var variance = n * m / 12 * (total + 1 - (tieSum / (total * (total - 1))));
        return variance <= 0 ? 1 : Normal.CDF(0, 1, (u + 0.5 - (n * m / 2)) / Math.Sqrt(variance));
    }

    // P(U ≤ u) from the shares f(n, m, u) = n/(n+m)·f(n−1, m, u−m) + m/(n+m)·f(n, m−1, u): the largest value is of one or the other sample.
    private static double ExactAtMost(int u, int n, int m)
    {
        var shares = new double[m + 1][];
        for (var b = 0; b <= m; b++)
        {
            shares[b] = [1.0];
        }

        for (var a = 1; a <= n; a++)
        {
            var next = new double[m + 1][];
            next[0] = [1.0];
            for (var b = 1; b <= m; b++)
            {
                next[b] = new double[(a * b) + 1];
                for (var i = 0; i < shares[b].Length; i++)
                {
                    next[b][i + b] += shares[b][i] * a / (a + b);
                }

                for (var i = 0; i < next[b - 1].Length; i++)
                {
                    next[b][i] += next[b - 1][i] * b / (a + b);
                }
            }

            shares = next;
        }

        return Math.Min(1, shares[m].AsSpan(0, u + 1).ToArray().Sum());
    }
}
