namespace Glia.Lab.Statistics;

/// <summary>The difference of two means of independent samples that need not have one variance.</summary>
public static class WelchDifference
{
    /// <summary>The mean of the first sample minus that of the second, with Welch's t interval.</summary>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite.</exception>
    public static Estimate Of(ReadOnlySpan<double> sample, ReadOnlySpan<double> baseline)
    {
        Sample.Check(sample);
        Sample.Check(baseline);
        var difference = Sample.Mean(sample) - Sample.Mean(baseline);
        var count = Math.Min(sample.Length, baseline.Length);
        if (count < 2)
        {
            return new Estimate(difference, double.NaN, double.NaN, count);
        }

        var a = Sample.Variance(sample) / sample.Length;
        var b = Sample.Variance(baseline) / baseline.Length;
        if (a + b == 0)
        {
            return new Estimate(difference, difference, difference, count);
        }

        var freedom = (a + b) * (a + b) / ((a * a / (sample.Length - 1)) + (b * b / (baseline.Length - 1)));
        var half = Estimate.StudentHalfWidth(a + b, freedom);
        return new Estimate(difference, difference - half, difference + half, count);
    }
}
