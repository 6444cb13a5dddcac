using System.Text.Json;
using CsCheck;
using Glia.Lab.Statistics;
using Glia.Random;

namespace Glia.Lab.Tests.Statistics;

public class EstimateTests
{
    // Student's t at 97.5 %, from any table: 12.706 (1 degree of freedom), 4.303 (2), 2.776 (4), 2.262 (9), 1.960 (∞).
    [Theory]
    [InlineData(2, 12.7062047)]
    [InlineData(3, 4.3026527)]
    [InlineData(5, 2.7764451)]
    [InlineData(10, 2.2621572)]
    public void The_interval_of_a_sample_is_the_tabled_t_times_the_standard_error(int count, double factor)
    {
        var sample = Enumerable.Range(0, count).Select(i => i * i * 0.1).ToArray();
        var mean = sample.Average();
        var error = Math.Sqrt(sample.Sum(x => (x - mean) * (x - mean)) / (count - 1) / count);
        var estimate = Estimate.FromSample(sample);
        Assert.Equal(mean, estimate.Mean, 1e-12);
        Assert.Equal(mean - (factor * error), estimate.Lower, 1e-6);
        Assert.Equal(mean + (factor * error), estimate.Upper, 1e-6);
        Assert.Equal(count, estimate.Count);
    }

    [Fact]
    public void One_value_has_no_interval()
    {
        var estimate = Estimate.FromSample([0.5]);
        Assert.False(estimate.HasInterval);
        Assert.Equal(Interval.None, estimate.Interval);
        Assert.Equal((0.5, 1), (estimate.Mean, estimate.Count));
    }

    [Fact]
    public void An_exact_number_is_its_own_interval()
    {
        var estimate = Estimate.Exact(1e-12);
        Assert.True(estimate.IsExact && estimate.HasInterval);
        Assert.Equal(new Interval(1e-12, 1e-12), estimate.Interval);
    }

    [Fact]
    public void A_constant_sample_has_an_interval_of_width_zero_around_the_very_constant() =>
        Assert.Equal(new Estimate(0.1, 0.1, 0.1, 7) { PValue = 0 }, Estimate.FromSample(Enumerable.Repeat(0.1, 7).ToArray()));

    [Fact]
    public void A_large_offset_does_not_spoil_the_interval()
    {
        var estimate = Estimate.FromSample([1e12 + 1, 1e12 + 2, 1e12 + 3]);
        Assert.Equal(4.3026527 / Math.Sqrt(3), estimate.Upper - estimate.Mean, 1e-3);
    }

    [Theory]
    [InlineData(new double[0], "at least 1 value")]
    [InlineData(new[] { 1, double.NaN }, "position 1")]
    [InlineData(new[] { double.PositiveInfinity }, "position 0")]
    public void Bad_samples_are_refused_with_a_reason(double[] sample, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Estimate.FromSample(sample)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void A_confidence_outside_zero_to_one_is_refused(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Estimate.FromSample([1, 2], confidence));

    [Fact]
    public void Estimates_survive_json_also_without_an_interval()
    {
        foreach (var estimate in new[] { Estimate.FromSample([1, 2, 3]), Estimate.FromSample([1]), Estimate.Exact(2) })
        {
            Assert.Equal(estimate, JsonSerializer.Deserialize<Estimate>(JsonSerializer.Serialize(estimate)));
        }
    }

    [Fact]
    public void The_interval_follows_shift_and_scale_of_the_sample() =>
        Gen.Select(Gen.Double[-100, 100].Array[2, 12], Gen.Double[-50, 50], Gen.Double[0.1, 10]).Sample((sample, shift, scale) =>
        {
            var before = Estimate.FromSample(sample);
            var after = Estimate.FromSample(Array.ConvertAll(sample, x => (x * scale) + shift));
            return Math.Abs((before.Lower * scale) + shift - after.Lower) < 1e-7 && Math.Abs((before.Upper * scale) + shift - after.Upper) < 1e-7;
        });

    [Fact]
    public void More_confidence_gives_a_wider_interval() =>
        Gen.Double[-100, 100].Array[2, 12].Sample(sample =>
            Estimate.FromSample(sample, 0.99).Interval.Width >= Estimate.FromSample(sample, 0.9).Interval.Width);

    // 95 % of 4,000 has a standard error of 0.35 %; the band is four of them.
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void The_interval_covers_the_true_mean_in_95_of_100_cases(int count)
    {
        var random = new RandomStream(1, "coverage");
        var covered = 0;
        for (var i = 0; i < 4000; i++)
        {
            var sample = new double[count];
            foreach (ref var value in sample.AsSpan())
            {
                value = 7 + (2 * random.NextGaussian());
            }

            covered += Estimate.FromSample(sample).Interval.Contains(7) ? 1 : 0;
        }

        Assert.InRange(covered / 4000.0, 0.936, 0.964);
    }
}
