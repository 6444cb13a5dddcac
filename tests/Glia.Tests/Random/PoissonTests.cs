using Glia.Random;
using MathNet.Numerics.Distributions;

namespace Glia.Tests.Random;

public sealed class PoissonTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(7)]
    [InlineData(40)]
    public void Counts_have_the_frequencies_of_the_distribution(double mean)
    {
        const int draws = 40_000;
        var random = new RandomStream(5, "poisson");
        var counts = new int[200];
        for (var draw = 0; draw < draws; draw++)
        {
            counts[random.NextPoisson(mean)]++;
        }

        var (statistic, cells) = (0.0, 0);
        for (var number = 0; number < counts.Length; number++)
        {
            var expected = draws * Poisson.PMF(mean, number);
            if (expected >= 10)
            {
                statistic += (counts[number] - expected) * (counts[number] - expected) / expected;
                cells++;
            }
        }

        Assert.InRange(statistic, 0, ChiSquared.InvCDF(cells, 0.9999));
    }

    [Fact]
    public void A_mean_of_zero_gives_zero_and_a_mean_that_is_none_is_refused()
    {
        var random = new RandomStream(1, "poisson");
        Assert.Equal(0, random.NextPoisson(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextPoisson(double.PositiveInfinity));
    }
}
