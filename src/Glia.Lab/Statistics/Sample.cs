using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>What every statistic here needs of a sample: checked input, mean and variance, ranks, the t factor.</summary>
internal static class Sample
{
    /// <summary>Refuses a sample that is too short or holds a value that is not finite.</summary>
    /// <exception cref="ArgumentException">Too few values, or a NaN or infinite one (its place is named).</exception>
    public static void RequireFinite(ReadOnlySpan<double> sample, string name, int minimum = 1)
    {
        if (sample.Length < minimum)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"'{name}' must hold at least {minimum} value{(minimum == 1 ? "" : "s")}; got {sample.Length}."), name);
        }

        for (var i = 0; i < sample.Length; i++)
        {
            if (!double.IsFinite(sample[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"'{name}' must hold finite numbers only; got {sample[i]} at position {i}. Leave failed trials out before estimating."),
                    name);
            }
        }
    }

    /// <summary>Refuses two samples that belong together value by value but differ in length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void RequireSameLength(ReadOnlySpan<double> first, ReadOnlySpan<double> second, string name)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"'{name}' must hold as many values as the first sample ({first.Length}); got {second.Length}."), name);
        }
    }

    /// <summary>Refuses a confidence level that is not between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not strictly between 0 and 1.</exception>
    public static void RequireConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence,
                "A confidence level must lie strictly between 0 and 1, such as 0.95.");
        }
    }

    /// <summary>The arithmetic mean, exact for a constant sample.</summary>
    public static double Mean(ReadOnlySpan<double> sample)
    {
        // Summing distances from the first value keeps a constant sample constant and large offsets harmless.
        var origin = sample[0];
        var sum = 0.0;
        foreach (var value in sample)
        {
            sum += value - origin;
        }

        return origin + (sum / sample.Length);
    }

    /// <summary>The unbiased variance (divisor n − 1); NaN for a single value.</summary>
    public static double Variance(ReadOnlySpan<double> sample)
    {
        if (sample.Length < 2)
        {
            return double.NaN;
        }

        var mean = Mean(sample);
        var sum = 0.0;
        foreach (var value in sample)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / (sample.Length - 1);
    }

    /// <summary>The half width of a two-sided t interval in standard errors.</summary>
    public static double StudentFactor(double degreesOfFreedom, double confidence) =>
        StudentT.InvCDF(0, 1, degreesOfFreedom, 0.5 + (confidence / 2));

    /// <summary>The two-sided p-value of a t statistic; 0 for an infinite one, 1 for NaN (nothing differs and nothing varies).</summary>
    public static double StudentPValue(double t, double degreesOfFreedom) =>
        double.IsNaN(t) ? 1 : double.IsInfinity(t) ? 0 : Math.Min(1, 2 * StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(t)));

    /// <summary>Ranks from 1, ties sharing their mean rank, and Σ(t³ − t) over the groups of t tied values.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values, out double tieSum)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        var keys = values.ToArray();
        Array.Sort(keys, order);
        var ranks = new double[values.Length];
        tieSum = 0;
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            double tied = end - start;
            tieSum += (tied * tied * tied) - tied;
            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
