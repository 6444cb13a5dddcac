using System.Text.Json.Serialization;

namespace Glia.Lab.Statistics;

/// <summary>A measured number: the mean over seeds with its confidence interval, or a number that is exact.</summary>
/// <param name="Mean">The number itself.</param>
/// <param name="Lower">Lower end of the interval; NaN where a single value gives none; equal to the mean for an exact number.</param>
/// <param name="Upper">Upper end of the interval; NaN where a single value gives none; equal to the mean for an exact number.</param>
/// <param name="Count">How many values it rests on (seeds, pairs, trials); 0 for an exact number.</param>
/// <param name="IsExact">Whether it comes from a closed form or an enumeration, with no sampling in it.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct Estimate(double Mean, double Lower, double Upper, int Count, bool IsExact = false)
{
    /// <summary>Whether there is an interval (two values or more, or an exact number).</summary>
    [JsonIgnore]
    public bool HasInterval => !double.IsNaN(Lower) && !double.IsNaN(Upper);

    /// <summary>The interval; <see cref="Interval.None"/> where there is none.</summary>
    [JsonIgnore]
    public Interval Interval => HasInterval ? new Interval(Lower, Upper) : Interval.None;

    /// <summary>Two-sided p-value of the t test that the true mean is zero; null for an exact number or a single value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PValue { get; init; }

    /// <summary>The mean of a sample with its t interval, x̄ ± t(n−1)·s/√n.</summary>
    /// <param name="sample">At least one finite value, one per seed.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <returns>The estimate; a single value has no interval (NaN ends), a constant sample one of width 0.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds a NaN or infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is not between 0 and 1.</exception>
    public static Estimate FromSample(ReadOnlySpan<double> sample, double confidence = 0.95)
    {
        Sample.RequireFinite(sample, nameof(sample));
        Sample.RequireConfidence(confidence);
        var mean = Sample.Mean(sample);
        if (sample.Length == 1)
        {
            return new Estimate(mean, double.NaN, double.NaN, 1);
        }

        var error = Math.Sqrt(Sample.Variance(sample) / sample.Length);
        var half = error == 0 ? 0 : error * Sample.StudentFactor(sample.Length - 1, confidence);
        return new Estimate(mean, mean - half, mean + half, sample.Length) { PValue = Sample.StudentPValue(mean / error, sample.Length - 1) };
    }

    /// <summary>The estimate with its interval cut to the values that are possible, for drawing: a t interval of few seeds does not know that a share lies between 0 and 1.</summary>
    /// <param name="lowest">The lowest possible value.</param>
    /// <param name="highest">The highest possible value.</param>
    public Estimate Within(double lowest, double highest) =>
        HasInterval ? this with { Lower = Math.Max(lowest, Lower), Upper = Math.Min(highest, Upper) } : this;

    /// <summary>A number with no sampling error: a closed form, a count, an enumeration.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public static Estimate Exact(double value)
    {
        Sample.RequireFinite([value], nameof(value));
        return new Estimate(value, value, value, 0, IsExact: true);
    }

    /// <summary>The estimate as a reader sees it, such as <c>0.861 [0.855, 0.868], n = 4</c>.</summary>
    public override string ToString() => EstimateFormat.Text(this);
}
