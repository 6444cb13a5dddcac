namespace Glia.Lab.Statistics;

/// <summary>The difference first − second of the means of two arms that have nothing to do with each other, by Welch's method.</summary>
/// <param name="Estimate">Difference of the means with its interval; its count is the number of values of both arms together.</param>
/// <param name="T">The t statistic.</param>
/// <param name="DegreesOfFreedom">Welch–Satterthwaite degrees of freedom; NaN where neither arm varies.</param>
/// <param name="PValue">Two-sided p-value.</param>
/// <remarks>Source: Welch, "The generalization of 'Student's' problem when several different population variances are involved",
/// Biometrika 34 (1947).</remarks>
public readonly record struct WelchDifference(Estimate Estimate, double T, double DegreesOfFreedom, double PValue)
{
    /// <summary>Estimates the difference of the means of two samples with unequal variances.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">At least two finite values.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite.</exception>
    public static WelchDifference Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        Sample.RequireFinite(first, nameof(first), 2);
        Sample.RequireFinite(second, nameof(second), 2);
        Sample.RequireConfidence(confidence);
        var difference = Sample.Mean(first) - Sample.Mean(second);
        var firstPart = Sample.Variance(first) / first.Length;
        var secondPart = Sample.Variance(second) / second.Length;
        var error = Math.Sqrt(firstPart + secondPart);
        var count = first.Length + second.Length;
        if (error == 0)
        {
            var t = difference / error;
            return new WelchDifference(new Estimate(difference, difference, difference, count), t, double.NaN, Sample.StudentPValue(t, 1));
        }

        // Shares of the squared error rather than squares of variances: those of 1e-200 would vanish.
        var share = firstPart / (firstPart + secondPart);
        var freedom = 1 / ((share * share / (first.Length - 1)) + ((1 - share) * (1 - share) / (second.Length - 1)));
        var half = error * Sample.StudentFactor(freedom, confidence);
        var estimate = new Estimate(difference, difference - half, difference + half, count);
        return new WelchDifference(estimate, difference / error, freedom, Sample.StudentPValue(difference / error, freedom));
    }
}
