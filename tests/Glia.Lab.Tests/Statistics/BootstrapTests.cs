using CsCheck;
using Glia.Lab.Statistics;
using Glia.Random;

namespace Glia.Lab.Tests.Statistics;

public class BootstrapTests
{
    [Fact]
    public void Standard_error_of_the_mean_approaches_its_closed_form()
    {
        // Over all resamples the mean has variance Σ(x − x̄)²/n²: here 82.5/100.
        var result = Bootstrap.Mean([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], new RandomStream(1, "boot"), 20_000);
        Assert.Equal(Math.Sqrt(0.825), result.StandardError, 0.02);
        Assert.Equal(5.5, result.Value);
    }

    [Fact]
    public void Percentile_interval_of_two_values_is_the_two_values()
    {
        // Resamples of (0, 1): means 0, ½, 1 with chances ¼, ½, ¼, so that 2.5 % and 97.5 % fall on the ends.
        var result = Bootstrap.Mean([0, 1], new RandomStream(1, "boot"));
        Assert.Equal(new Interval(0, 1), result.Percentile);
        Assert.Equal(new Interval(0, 1), result.BiasCorrected);
    }

    [Fact]
    public void Bca_shifts_the_interval_to_the_side_of_the_long_tail()
    {
        // Efron and Tibshirani (1993), section 14.2, spatial test data: θ̂ = 171.5 (variance with divisor n), BCa 90 % [115.8, 259.6],
        // percentile [100.8, 233.9], from 2,000 resamples.
        double[] a = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];
        var result = Bootstrap.Of(a, Variance, new RandomStream(1, "boot"), 40_000, 0.9);
        Assert.Equal(171.5, result.Value, 0.05);
        Assert.Equal(100.8, result.Percentile.Lower, 4.0);
        Assert.Equal(233.9, result.Percentile.Upper, 4.0);
        Assert.Equal(115.8, result.BiasCorrected.Lower, 4.0);
        Assert.Equal(259.6, result.BiasCorrected.Upper, 6.0);
    }

    [Fact]
    public void The_same_stream_gives_the_same_bits()
    {
        double[] sample = [0.3, 0.1, 0.7, 0.2];
        Assert.Equal(Bootstrap.Mean(sample, new RandomStream(5, "b"), 500), Bootstrap.Mean(sample, new RandomStream(5, "b"), 500));
    }

    [Fact]
    public void Intervals_stay_within_the_sample() =>
        Gen.Double[-100, 100].Array[2, 10].Sample(
            sample =>
            {
                var result = Bootstrap.Mean(sample, new RandomStream(1, "boot"), 200);
                var range = new Interval(sample.Min() - 1e-9, sample.Max() + 1e-9);
                return range.Contains(result.Percentile.Lower) && range.Contains(result.Percentile.Upper)
                    && range.Contains(result.BiasCorrected.Lower) && range.Contains(result.BiasCorrected.Upper);
            },
            iter: 50);

    [Fact]
    public void Constant_and_single_samples_have_no_width_and_no_interval()
    {
        Assert.Equal(new Interval(3, 3), Bootstrap.Mean([3, 3, 3], new RandomStream(1, "b"), 100).BiasCorrected);
        Assert.False(Bootstrap.Mean([3], new RandomStream(1, "b"), 100).Percentile.IsDefined);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([], new RandomStream(1, "b")));
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, double.NaN], new RandomStream(1, "b")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1, 2], new RandomStream(1, "b"), 5));
    }

    private static double Variance(ReadOnlySpan<double> sample)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in sample)
        {
            sum += value;
            squares += value * value;
        }

        return (squares / sample.Length) - (sum / sample.Length * (sum / sample.Length));
    }
}
