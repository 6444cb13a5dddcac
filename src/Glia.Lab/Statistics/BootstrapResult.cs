namespace Glia.Lab.Statistics;

/// <summary>A statistic with its two bootstrap intervals.</summary>
/// <param name="Value">The statistic of the sample itself.</param>
/// <param name="StandardError">Standard deviation over the resamples; NaN for a single value.</param>
/// <param name="Percentile">The percentile interval; none for a single value.</param>
/// <param name="BiasCorrected">The bias-corrected and accelerated (BCa) interval; none for a single value.</param>
/// <param name="Count">How many values the sample holds.</param>
/// <param name="Resamples">How many resamples were drawn.</param>
public readonly record struct BootstrapResult(
    double Value, double StandardError, Interval Percentile, Interval BiasCorrected, int Count, int Resamples)
{
    /// <summary>The value with its BCa interval, as an estimate.</summary>
    public Estimate ToEstimate() => new(Value, BiasCorrected.Lower, BiasCorrected.Upper, Count);
}
