using MathNet.Numerics;

namespace Glia.Lab.Statistics;

/// <summary>How large a difference is, in units that do not depend on the measure. Positive where the first sample is larger.</summary>
public static class EffectSize
{
    /// <summary>Cohen's d: difference of the means over the pooled standard deviation.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">At least two finite values.</param>
    /// <returns>d; 0 where the means agree, ±∞ where they differ and nothing varies.</returns>
    /// <remarks>Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), equation 2.5.1.</remarks>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite.</exception>
    public static double CohensD(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Sample.RequireFinite(first, nameof(first), 2);
        Sample.RequireFinite(second, nameof(second), 2);
        var freedom = first.Length + second.Length - 2;
        var pooled = ((Sample.Variance(first) * (first.Length - 1)) + (Sample.Variance(second) * (second.Length - 1))) / freedom;
        return Ratio(Sample.Mean(first) - Sample.Mean(second), Math.Sqrt(pooled));
    }

    /// <summary>Hedges' g: Cohen's d freed of its bias in small samples, d·Γ(f/2)/(√(f/2)·Γ((f−1)/2)) with f = n₁ + n₂ − 2.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">At least two finite values.</param>
    /// <remarks>Source: Hedges, Journal of Educational Statistics 6 (1981), equation 6e (the exact factor, not 1 − 3/(4f − 1)).</remarks>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite.</exception>
    public static double HedgesG(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var d = CohensD(first, second);
        var half = (first.Length + second.Length - 2) / 2.0;
        return d * Math.Exp(SpecialFunctions.GammaLn(half) - SpecialFunctions.GammaLn(half - 0.5)) / Math.Sqrt(half);
    }

    /// <summary>Cliff's δ: share of pairs with first above second minus share with first below, from −1 to 1.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">At least one finite value.</param>
    /// <remarks>Source: Cliff, Psychological Bulletin 114 (1993).</remarks>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite.</exception>
    public static double CliffsDelta(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Sample.RequireFinite(first, nameof(first));
        Sample.RequireFinite(second, nameof(second));
        long score = 0;
        foreach (var a in first)
        {
            foreach (var b in second)
            {
                score += a.CompareTo(b);
            }
        }

        return (double)score / ((long)first.Length * second.Length);
    }

    /// <summary>Cohen's d_z of paired values: mean of the differences over their standard deviation.</summary>
    /// <param name="differences">The difference of each pair, at least two, finite.</param>
    /// <returns>d_z; 0 where the mean is 0, ±∞ where all differences are the same and not 0.</returns>
    /// <remarks>Source: Cohen (1988), equation 2.3.5.</remarks>
    /// <exception cref="ArgumentException">Fewer than two differences, or one that is not finite.</exception>
    public static double PairedDz(ReadOnlySpan<double> differences)
    {
        Sample.RequireFinite(differences, nameof(differences), 2);
        return Ratio(Sample.Mean(differences), Math.Sqrt(Sample.Variance(differences)));
    }

    private static double Ratio(double difference, double deviation) => difference == 0 ? 0 : difference / deviation;
}
