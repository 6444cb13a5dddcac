using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class PowerLawFitTests
{
    [Fact]
    public void The_exponent_of_a_hundred_thousand_gaps_is_recovered()
    {
        var fit = PowerLawFit.FromGaps(Zeta(1.5, 100_000));
        Assert.Equal(1.5, fit.Exponent, .02);
        Assert.InRange(fit.StandardError, .0005, .005);
        Assert.True(Math.Abs(fit.Exponent - 1.5) < 4 * fit.StandardError, $"{fit}");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    public void The_exponent_of_a_plan_is_recovered_though_early_phases_allow_few_lags(double exponent)
    {
        var plan = new RehearsalSchedule(RecurrenceKernel.PowerLaw(exponent), 5).Plan(20, 1000, new RandomStream(3, "rehearsal"));
        var fit = PowerLawFit.FromPlan(plan);
        Assert.True(Math.Abs(fit.Exponent - exponent) < 4 * fit.StandardError, $"{fit}");
        Assert.Equal(.02, fit.StandardError, .02);
    }

    [Fact]
    public void A_uniform_plan_has_the_exponent_zero()
    {
        var fit = PowerLawFit.FromPlan(new RehearsalSchedule(RecurrenceKernel.Uniform, 5).Plan(20, 1000, new RandomStream(3, "rehearsal")));
        Assert.True(Math.Abs(fit.Exponent) < 4 * fit.StandardError, $"{fit}");
    }

    [Fact]
    public void Two_gaps_give_the_exponent_computed_by_hand()
    {
        // With gaps 1 and 2 only, P(2)/P(1) = 2^−α; three ones and one two: α = log2 3.
        Assert.Equal(Math.Log2(3), PowerLawFit.FromGaps([1, 1, 1, 2], longest: 2).Exponent, 1e-8);
    }

    [Fact]
    public void A_log_of_uses_is_fitted_by_the_gaps_between_uses()
    {
        // Gaps: item 1 after 1 (at its time only gap 1 was possible: says nothing), item 2 after 2, item 1 after 3.
        var fit = PowerLawFit.FromLog([1, 1, 2, 3, 2, 1, 1]);
        Assert.Equal(3, fit.Count);
        Assert.True(fit.Exponent is > -5 and < 5);
    }

    [Fact]
    public void Gaps_that_say_nothing_are_refused()
    {
        Assert.Contains("none", Assert.Throws<ArgumentException>(() => PowerLawFit.FromGaps([])).Message, StringComparison.Ordinal);
        Assert.Contains("All gaps are 1", Assert.Throws<ArgumentException>(() => PowerLawFit.FromGaps([1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("got 0", Assert.Throws<ArgumentException>(() => PowerLawFit.FromGaps([1, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PowerLawFit.FromGaps([1, 5], longest: 4));
    }

    // Devroye's rejection method for the zeta distribution.
    private static int[] Zeta(double exponent, int count)
    {
        var random = new RandomStream(1, "gaps");
        var b = Math.Pow(2, exponent - 1);
        var gaps = new int[count];
        for (var i = 0; i < count;)
        {
            var x = Math.Floor(Math.Pow(1 - random.NextDouble(), -1 / (exponent - 1)));
            var t = Math.Pow(1 + (1 / x), exponent - 1);
            if (x < int.MaxValue && random.NextDouble() * x * (t - 1) / (b - 1) <= t / b)
            {
                gaps[i++] = (int)x;
            }
        }

        return gaps;
    }
}
