using Glia.Random;
using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>Confidence intervals by resampling a sample with replacement.</summary>
/// <remarks>Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 (percentile) and 14 (BCa). With few values
/// (under about ten) these intervals are too narrow; prefer <see cref="Estimate.FromSample"/> there.</remarks>
public static class Bootstrap
{
    /// <summary>Bootstraps the mean.</summary>
    /// <param name="sample">At least one finite value.</param>
    /// <param name="random">The stream that draws the resamples.</param>
    /// <param name="resamples">How many resamples, at least 100.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <exception cref="ArgumentException">The sample is empty or holds a value that is not finite.</exception>
    public static BootstrapResult Mean(ReadOnlySpan<double> sample, RandomStream random, int resamples = 10_000, double confidence = 0.95) =>
        Of(sample, Sample.Mean, random, resamples, confidence);

    /// <summary>Bootstraps any statistic of one sample.</summary>
    /// <param name="sample">At least one finite value.</param>
    /// <param name="statistic">The statistic, such as a median; must give finite numbers.</param>
    /// <param name="random">The stream that draws the resamples.</param>
    /// <param name="resamples">How many resamples, at least 100.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <exception cref="ArgumentException">The sample is empty or holds a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 100 resamples, or a confidence level not between 0 and 1.</exception>
    public static BootstrapResult Of(
        ReadOnlySpan<double> sample, Func<ReadOnlySpan<double>, double> statistic, RandomStream random, int resamples = 10_000,
        double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        Sample.RequireFinite(sample, nameof(sample));
        Sample.RequireConfidence(confidence);
        var value = statistic(sample);
        if (sample.Length == 1)
        {
            return new BootstrapResult(value, double.NaN, Interval.None, Interval.None, 1, resamples);
        }

        var draws = Draw(sample, statistic, random, resamples);
        var tail = (1 - confidence) / 2;
        var percentile = new Interval(Quantile(draws, tail), Quantile(draws, 1 - tail));
        var corrected = BiasCorrected(draws, value, Acceleration(sample, statistic), tail);
        return new BootstrapResult(value, Math.Sqrt(Sample.Variance(draws)), percentile, corrected, sample.Length, resamples);
    }

    private static double[] Draw(ReadOnlySpan<double> sample, Func<ReadOnlySpan<double>, double> statistic, RandomStream random, int resamples)
    {
        var resample = new double[sample.Length];
        var draws = new double[resamples];
        foreach (ref var draw in draws.AsSpan())
        {
            foreach (ref var item in resample.AsSpan())
            {
                item = sample[random.NextInt(sample.Length)];
            }

            draw = statistic(resample);
        }

        Array.Sort(draws);
        return draws;
    }

    private static Interval BiasCorrected(double[] draws, double value, double acceleration, double tail)
    {
        // Resamples that give the value itself count half: a mean of few values takes few values.
        var below = draws.Count(draw => draw < value);
        var equal = draws.Count(draw => draw == value);
        var share = (below + (equal / 2.0)) / draws.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(share, 0.5 / draws.Length, 1 - (0.5 / draws.Length)));
        double Level(double z) => Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z)))));
        var z = Normal.InvCDF(0, 1, tail);
        return new Interval(Quantile(draws, Level(z)), Quantile(draws, Level(-z)));
    }

    // The skewness of the jackknife values over six.
    private static double Acceleration(ReadOnlySpan<double> sample, Func<ReadOnlySpan<double>, double> statistic)
    {
        var without = new double[sample.Length];
        var rest = new double[sample.Length - 1];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[..i].CopyTo(rest);
            sample[(i + 1)..].CopyTo(rest.AsSpan(i));
            without[i] = statistic(rest);
        }

        var mean = Sample.Mean(without);
        var squares = without.Sum(item => (mean - item) * (mean - item));
        var cubes = without.Sum(item => (mean - item) * (mean - item) * (mean - item));
        return squares == 0 ? 0 : cubes / (6 * squares * Math.Sqrt(squares));
    }

    // Linear between order statistics (type 7 of Hyndman and Fan).
    private static double Quantile(double[] sorted, double level)
    {
        var position = Math.Clamp(level, 0, 1) * (sorted.Length - 1);
        var index = Math.Min((int)position, sorted.Length - 2);
        return sorted[index] + ((sorted[index + 1] - sorted[index]) * (position - index));
    }
}
