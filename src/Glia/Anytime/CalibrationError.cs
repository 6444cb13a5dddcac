namespace Glia.Anytime;

/// <summary>How far stated confidence is from the share that is right.</summary>
public static class CalibrationError
{
    /// <summary>Expected calibration error: Σ_b (n_b/n)·|accuracy_b − mean confidence_b| over bins of equal width.</summary>
    /// <param name="confidences">From 0 to 1.</param>
    /// <param name="right">Whether each sample is right.</param>
    /// <param name="bins">Number of bins.</param>
    /// <exception cref="ArgumentException">Lengths differ or are 0.</exception>
    public static double Expected(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (confidences.Length != right.Length || right.Length == 0)
        {
            throw new ArgumentException($"There must be as many confidences as outcomes, and at least one; got {confidences.Length} and {right.Length}.", nameof(confidences));
        }

        var gaps = new double[bins];
        for (var i = 0; i < right.Length; i++)
        {
            gaps[Math.Min((int)(confidences[i] * bins), bins - 1)] += (right[i] ? 1 : 0) - confidences[i];
        }

        return gaps.Sum(Math.Abs) / right.Length;
    }
}
