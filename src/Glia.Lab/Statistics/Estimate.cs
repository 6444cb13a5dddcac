using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>A mean with its 95 % interval over a sample, or a number that is exact.</summary>
/// <param name="Mean">The mean, or the exact number.</param>
/// <param name="Lower">Lower end of the interval; the mean itself if exact, not a number with a single value.</param>
/// <param name="Upper">Upper end of the interval; the mean itself if exact, not a number with a single value.</param>
/// <param name="Count">How many values the mean is over; 1 if exact.</param>
/// <param name="IsExact">Whether the number has no sampling error, such as a closed form.</param>
public readonly record struct Estimate(double Mean, double Lower, double Upper, int Count, bool IsExact = false)
{
    /// <summary>The level of every interval.</summary>
    public const double Level = 0.95;

    /// <summary>Whether the interval is known.</summary>
    [JsonIgnore]
    public bool HasInterval => !IsExact && !double.IsNaN(Lower);

    /// <summary>A number without sampling error.</summary>
    public static Estimate Exact(double value) => new(value, value, value, 1, IsExact: true);

    /// <summary>The mean of a sample with Student's t interval.</summary>
    /// <exception cref="ArgumentException">The sample is empty or holds a value that is not finite.</exception>
    public static Estimate FromSample(ReadOnlySpan<double> sample)
    {
        Sample.Check(sample);
        var mean = Sample.Mean(sample);
        if (sample.Length == 1)
        {
            return new Estimate(mean, double.NaN, double.NaN, 1);
        }

        var half = StudentHalfWidth(Sample.Variance(sample) / sample.Length, sample.Length - 1);
        return new Estimate(mean, mean - half, mean + half, sample.Length);
    }

    /// <summary>Half the width of a t interval.</summary>
    /// <param name="varianceOfMean">The squared standard error.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom, positive.</param>
    internal static double StudentHalfWidth(double varianceOfMean, double degreesOfFreedom) =>
        StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + Level) / 2) * Math.Sqrt(varianceOfMean);
}
