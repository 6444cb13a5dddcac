using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class DifferenceTests
{
    // "Student" (1908), the sleep data; with R's documentation of `sleep` and of t.test: paired t = −4.0621, df 9, p = 0.002833,
    // interval [−2.4599, −0.7001]; Welch t = −1.8608, df = 17.776, p = 0.07939, interval [−3.3655, 0.2055].
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Paired_difference_agrees_with_the_published_analysis_of_the_sleep_data()
    {
        var difference = PairedDifference.Between(BySeed(First), BySeed(Second));
        Assert.Equal(-1.58, difference.Estimate.Mean, 1e-9);
        Assert.Equal(-2.4598858, difference.Estimate.Lower, 1e-6);
        Assert.Equal(-0.7001142, difference.Estimate.Upper, 1e-6);
        Assert.Equal(0.002833, difference.PValue, 1e-6);
        Assert.Equal((10, 0), (difference.Estimate.Count, difference.Unpaired));
    }

    [Fact]
    public void Welch_difference_agrees_with_the_published_analysis_of_the_sleep_data()
    {
        var welch = WelchDifference.Between(First, Second);
        Assert.Equal(-1.8608, welch.T, 1e-4);
        Assert.Equal(17.776, welch.DegreesOfFreedom, 1e-3);
        Assert.Equal(0.07939, welch.PValue, 1e-5);
        Assert.Equal(-3.3654832, welch.Estimate.Lower, 1e-6);
        Assert.Equal(0.2054832, welch.Estimate.Upper, 1e-6);
        Assert.Equal(20, welch.Estimate.Count);
    }

    [Fact]
    public void Only_seeds_that_both_arms_have_are_paired_in_any_order()
    {
        SeedValue[] first = [new(3, 10), new(1, 5), new(7, 100)];
        SeedValue[] second = [new(1, 4), new(2, 50), new(3, 7)];
        var difference = PairedDifference.Between(first, second);
        Assert.Equal([1L, 3L], difference.Seeds);
        Assert.Equal([1.0, 3.0], difference.Differences);
        Assert.Equal(2, difference.Unpaired);
    }

    [Fact]
    public void One_pair_gives_a_difference_without_interval_or_p_value()
    {
        var difference = PairedDifference.Between([new SeedValue(1, 3)], [new SeedValue(1, 2)]);
        Assert.Equal(1, difference.Estimate.Mean);
        Assert.False(difference.Estimate.HasInterval);
        Assert.True(double.IsNaN(difference.PValue));
    }

    [Fact]
    public void Arms_that_never_differ_have_p_one_and_arms_that_always_differ_by_the_same_have_p_zero()
    {
        Assert.Equal(1, PairedDifference.Between(BySeed([1, 2]), BySeed([1, 2])).PValue);
        Assert.Equal(0, PairedDifference.Between(BySeed([2, 3]), BySeed([1, 2])).PValue);
        Assert.Equal(1, WelchDifference.Between([1, 1], [1, 1]).PValue);
        Assert.Equal(0, WelchDifference.Between([2, 2], [1, 1]).PValue);
    }

    [Fact]
    public void Bad_pairs_are_refused_with_a_reason()
    {
        void Refused(SeedValue[] first, SeedValue[] second, string reason) => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => PairedDifference.Between(first, second)).Message, StringComparison.Ordinal);
        Refused([new(1, 1)], [new(2, 1)], "none in common");
        Refused([], [], "none in common");
        Refused([new(1, 1), new(1, 2)], [new(1, 1)], "seed 1 is there twice");
        Refused([new(4, double.NaN)], [new(4, 1)], "seed 4");
        Assert.Throws<ArgumentException>(() => WelchDifference.Between([1], [1, 2]));
    }

    [Fact]
    public void Exchanging_the_arms_mirrors_the_estimate() =>
        Gen.Double[-10, 10].Array[2, 12].Select(Gen.Double[-10, 10].Array[2, 12]).Sample((a, b) =>
        {
            var (one, other) = (WelchDifference.Between(a, b), WelchDifference.Between(b, a));
            return Math.Abs(one.Estimate.Lower + other.Estimate.Upper) < 1e-9 && Math.Abs(one.PValue - other.PValue) < 1e-12;
        });

    private static IEnumerable<SeedValue> BySeed(double[] values) => values.Select((value, i) => new SeedValue(i, value));
}
