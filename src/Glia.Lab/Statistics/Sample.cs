namespace Glia.Lab.Statistics;

/// <summary>Mean and variance of a sample, and the check that every test makes of its input.</summary>
internal static class Sample
{
    public static void Check(ReadOnlySpan<double> sample, int atLeast = 1)
    {
        if (sample.Length < atLeast)
        {
            throw new ArgumentException($"The sample must have at least {atLeast} values; it has {sample.Length}.", nameof(sample));
        }

        for (var i = 0; i < sample.Length; i++)
        {
            if (!double.IsFinite(sample[i]))
            {
                throw new ArgumentException($"Value {i} of the sample is {sample[i]}; every value must be finite.", nameof(sample));
            }
        }
    }

    public static double Mean(ReadOnlySpan<double> sample)
    {
        // Two passes: the second takes away most of the first's rounding.
        double sum = 0, rest = 0;
        foreach (var value in sample)
        {
            sum += value;
        }

        var mean = sum / sample.Length;
        foreach (var value in sample)
        {
            rest += value - mean;
        }

        return mean + (rest / sample.Length);
    }

    public static double Variance(ReadOnlySpan<double> sample)
    {
        var mean = Mean(sample);
        double sum = 0;
        foreach (var value in sample)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / (sample.Length - 1);
    }
}
