using Glia.Lab.Statistics;
using Glia.Lab.Studies;

namespace Glia.Lab.Tests.Studies;

public sealed class RuleTests
{
    [Theory]
    [InlineData(0.2, 0.1, 0.3, Verdict.Reproduced)]
    [InlineData(0.1, 0.05, 0.15, Verdict.Reproduced)]
    [InlineData(0.2, -0.1, 0.5, Verdict.Partly)]
    [InlineData(0.05, 0.01, 0.09, Verdict.Partly)]
    [InlineData(0.2, double.NaN, double.NaN, Verdict.Partly)]
    [InlineData(0.05, -0.1, 0.2, Verdict.NotReproduced)]
    [InlineData(-0.2, -0.3, -0.1, Verdict.NotReproduced)]
    public void A_difference_must_have_the_size_and_a_sure_direction(double mean, double lower, double upper, Verdict verdict) =>
        Assert.Equal(verdict, Rule.AtLeast(new Estimate(mean, lower, upper, 5), 0.1));

    [Theory]
    [InlineData(0.5, 0.45, 0.55, Verdict.Reproduced)]
    [InlineData(0.5, 0.3, 0.7, Verdict.Partly)]
    [InlineData(0.5, double.NaN, double.NaN, Verdict.Partly)]
    [InlineData(0.7, 0.5, 0.9, Verdict.NotReproduced)]
    public void A_number_must_be_inside_with_its_whole_interval(double mean, double lower, double upper, Verdict verdict) =>
        Assert.Equal(verdict, Rule.Within(new Estimate(mean, lower, upper, 5), 0.4, 0.6));

    [Fact]
    public void Exact_numbers_need_no_interval()
    {
        Assert.Equal(Verdict.Reproduced, Rule.AtLeast(Estimate.Exact(0.1), 0.1));
        Assert.Equal(Verdict.Partly, Rule.AtLeast(Estimate.Exact(0.05), 0.1));
        Assert.Equal(Verdict.Reproduced, Rule.Within(Estimate.Exact(0.4), 0.4, 0.6));
        Assert.Equal(Verdict.NotReproduced, Rule.Within(Estimate.Exact(0.39), 0.4, 0.6));
    }
}
