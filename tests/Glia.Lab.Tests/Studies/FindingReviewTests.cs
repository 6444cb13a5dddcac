using Glia.Lab.Statistics;
using Glia.Lab.Studies;

namespace Glia.Lab.Tests.Studies;

public sealed class FindingReviewTests
{
    private static readonly Estimate FourSeeds = Estimate.FromSample([1, 2, 3, 4]);

    [Fact]
    public void With_more_than_five_claims_a_p_value_that_does_not_survive_Holm_gives_partly()
    {
        var reviewed = FindingReview.Review(Claims(6), Enumerable.Range(1, 6).Select(i => Found(i, 0.03)));
        Assert.All(reviewed, finding => Assert.Equal((Verdict.Partly, 0.18), (finding.Verdict, Math.Round(finding.PValue!.Value, 12))));
        Assert.All(reviewed, finding => Assert.Contains("Holm", finding.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void Up_to_five_claims_p_values_stay_as_they_are()
    {
        var reviewed = FindingReview.Review(Claims(5), Enumerable.Range(1, 5).Select(i => Found(i, 0.03)));
        Assert.All(reviewed, finding => Assert.Equal((Verdict.Reproduced, 0.03), (finding.Verdict, finding.PValue)));
    }

    [Fact]
    public void Findings_without_a_p_value_are_left_out_of_the_adjustment()
    {
        var findings = Enumerable.Range(1, 6).Select(i => Found(i, i == 1 ? 0.03 : null));
        Assert.All(FindingReview.Review(Claims(6), findings), finding => Assert.Equal(Verdict.Reproduced, finding.Verdict));
    }

    [Fact]
    public void Two_seeds_never_reproduce_anything()
    {
        var finding = FindingReview.Review(Claims(1), [Found(1, null) with { Measured = Estimate.FromSample([1, 2]) }])[0];
        Assert.Equal(Verdict.Partly, finding.Verdict);
        Assert.Contains("fewer than 3 seeds", finding.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_number_needs_no_seeds() =>
        Assert.Equal(Verdict.Reproduced, FindingReview.Review(Claims(1), [Found(1, null) with { Measured = Estimate.Exact(1) }])[0].Verdict);

    [Fact]
    public void A_claim_without_a_finding_is_not_tested_and_a_finding_without_a_claim_is_refused()
    {
        Assert.Equal([Verdict.Reproduced, Verdict.NotTested], FindingReview.Review(Claims(2), [Found(1, null)]).Select(finding => finding.Verdict));
        Assert.Throws<InvalidOperationException>(() => FindingReview.Review(Claims(1), [Found(2, null)]));
        Assert.Throws<InvalidOperationException>(() => FindingReview.Review(Claims(1), [Found(1, null), Found(1, null)]));
    }

    [Fact]
    public void The_p_value_of_an_estimate_is_that_of_the_t_test_against_zero()
    {
        // t = 2.5 / (1.290994 / 2) = 3.872983 with 3 degrees of freedom; scipy.stats.ttest_1samp gives 0.030466.
        Assert.Equal(0.030466, FourSeeds.PValue!.Value, 1e-6);
        Assert.Null(Estimate.Exact(1).PValue);
        Assert.Null(Estimate.FromSample([1]).PValue);
    }

    private static Claim[] Claims(int count) => [.. Enumerable.Range(1, count).Select(i => new Claim($"C{i}", "statement", "figure", "setting", "rule"))];

    private static Finding Found(int claim, double? p) => new($"C{claim}", "difference", FourSeeds, Verdict.Reproduced) { PValue = p };
}
