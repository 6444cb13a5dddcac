using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class ProportionTests
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score without continuity correction).
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_interval_agrees_with_newcombes_table(int successes, int trials, double lower, double upper)
    {
        var estimate = Proportion.Wilson(successes, trials);
        Assert.Equal(lower, estimate.Lower, 5e-5);
        Assert.Equal(upper, estimate.Upper, 5e-5);
        Assert.Equal((double)successes / trials, estimate.Mean);
        Assert.Equal(trials, estimate.Count);
    }

    [Fact]
    public void Wilson_interval_is_bounded_mirrored_and_grows_with_the_successes() =>
        Gen.Int[1, 200].SelectMany(trials => Gen.Int[0, trials].Select(successes => (successes, trials))).Sample(pair =>
        {
            var estimate = Proportion.Wilson(pair.successes, pair.trials);
            var mirror = Proportion.Wilson(pair.trials - pair.successes, pair.trials);
            var more = Proportion.Wilson(Math.Min(pair.trials, pair.successes + 1), pair.trials);
            return estimate.Lower >= 0 && estimate.Upper <= 1 && estimate.Interval.Contains(estimate.Mean)
                && Math.Abs(estimate.Lower + mirror.Upper - 1) < 1e-12 && more.Lower >= estimate.Lower;
        });

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, 0)]
    public void Impossible_counts_are_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(successes, trials));
}
