using CsCheck;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class SpikeDistanceTests
{
    private static readonly Gen<long[]> Trains = Gen.Long[0, 300_000].Array[0, 25].Select(times => times.Order().ToArray());

    [Fact]
    public void Van_Rossum_is_the_double_sum_over_all_pairs_of_spikes() => Gen.Select(Trains, Trains, Gen.Double[500, 100_000]).Sample((a, b, tau) =>
    {
        double Pairs(long[] x, long[] y) => x.Sum(s => y.Sum(t => Math.Exp(-Math.Abs(s - t) / tau)));
        var expected = Math.Max(0, (Pairs(a, a) + Pairs(b, b) - (2 * Pairs(a, b))) / 2);
        Assert.Equal(expected, Math.Pow(VanRossumDistance.Between(a, b, tau), 2), 1e-8 * (1 + a.Length + b.Length));
    });

    [Fact]
    public void Van_Rossum_is_the_integral_of_the_filtered_difference()
    {
        // The definition itself, by the midpoint rule.
        long[] a = [1000, 4000, 4000, 9000], b = [2000, 4500];
        double Filtered(long[] train, double t) => train.Where(s => s <= t).Sum(s => Math.Exp((s - t) / 3000));
        double sum = 0;
        for (var t = 0.5; t < 60_000; t++)
        {
            sum += Math.Pow(Filtered(a, t) - Filtered(b, t), 2);
        }

        Assert.Equal(Math.Sqrt(sum / 3000), VanRossumDistance.Between(a, b, 3000), 1e-4);
    }

    [Fact]
    public void Van_Rossums_own_examples()
    {
        Assert.Equal(Math.Sqrt(0.5), VanRossumDistance.Between([5], [], 1000), 12);
        Assert.Equal(1, VanRossumDistance.Between([5], [10_000_000], 1000), 12);
        Assert.Equal(Math.Sqrt(1 - Math.Exp(-2)), VanRossumDistance.Between([5000], [7000], 1000), 12);
    }

    [Fact]
    public void Victor_Purpura_counts_spikes_at_no_cost_and_misses_at_any_cost() => Gen.Select(Trains, Trains).Sample((a, b) =>
    {
        Assert.Equal(Math.Abs(a.Length - b.Length), VictorPurpuraDistance.Between(a, b, 0));
        var shared = a.GroupBy(t => t).Sum(same => Math.Min(same.Count(), b.Count(t => t == same.Key)));
        Assert.Equal(a.Length + b.Length - (2 * shared), VictorPurpuraDistance.Between(a, b, double.PositiveInfinity));
    });

    [Fact]
    public void Victor_Purpura_is_the_cheapest_of_all_edits_tried_one_by_one() => Gen.Select(Trains, Trains, Gen.Double[0, 100]).Sample((a, b, q) =>
    {
        double Cheapest(int i, int j) => i == 0 || j == 0 ? i + j
            : Math.Min(Cheapest(i - 1, j - 1) + (q * Math.Abs(a[i - 1] - b[j - 1]) * 1e-6), Math.Min(Cheapest(i - 1, j), Cheapest(i, j - 1)) + 1);
        (a, b) = (a[..Math.Min(6, a.Length)], b[..Math.Min(6, b.Length)]);
        Assert.Equal(Cheapest(a.Length, b.Length), VictorPurpuraDistance.Between(a, b, q), 1e-9);
    });

    [Fact]
    public void Both_are_metrics() => Gen.Select(Trains, Trains, Trains).Sample((a, b, c) =>
    {
        double Rossum(long[] x, long[] y) => VanRossumDistance.Between(x, y, 20_000);
        double Purpura(long[] x, long[] y) => VictorPurpuraDistance.Between(x, y, 50);
        foreach (var distance in new Func<long[], long[], double>[] { Rossum, Purpura })
        {
            Assert.Equal(0, distance(a, a));
            Assert.Equal(distance(a, b), distance(b, a), 1e-9);
            Assert.True(distance(a, c) <= distance(a, b) + distance(b, c) + 1e-9);
        }
    });

    [Fact]
    public void Settings_and_trains_that_can_not_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VanRossumDistance.Between([1], [2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VictorPurpuraDistance.Between([1], [2], double.NaN));
        Assert.Throws<ArgumentException>(() => VanRossumDistance.Between([2, 1], [2], 1));
        Assert.Throws<ArgumentException>(() => VictorPurpuraDistance.Between([2], [2, 1], 1));
    }
}
