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

    [Fact]
    public void The_stricter_of_two_conditions_reproduces_and_the_other_does_in_part()
    {
        Assert.Equal(Verdict.Reproduced, Rule.Graded(true, false));
        Assert.Equal(Verdict.Partly, Rule.Graded(false, true));
        Assert.Equal(Verdict.NotReproduced, Rule.Graded(false, false));
    }

    [Fact]
    public void Of_conditions_of_equal_rank_all_must_hold()
    {
        Assert.Equal(Verdict.Reproduced, Rule.AllOf(true, true, true));
        Assert.Equal(Verdict.Partly, Rule.AllOf(true, false, false));
        Assert.Equal(Verdict.NotReproduced, Rule.AllOf(false, false));
    }

    [Fact]
    public void A_further_condition_takes_the_whole_verdict_and_leaves_the_others()
    {
        Assert.Equal(Verdict.Reproduced, Rule.PartlyUnless(Verdict.Reproduced, true));
        Assert.Equal(Verdict.Partly, Rule.PartlyUnless(Verdict.Reproduced, false));
        Assert.Equal(Verdict.NotReproduced, Rule.PartlyUnless(Verdict.NotReproduced, false));
    }
}
