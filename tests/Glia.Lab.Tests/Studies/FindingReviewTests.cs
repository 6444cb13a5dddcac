using Glia.Lab.Statistics;
using Glia.Lab.Studies;

namespace Glia.Lab.Tests.Studies;

public sealed class FindingReviewTests
{
    [Fact]
    public void Every_claim_has_one_finding_in_the_claims_order()
    {
        var reviewed = FindingReview.Review(Claims(3), [Found("C3", 5), Found("C1", 5)]);
        Assert.Equal(["C1", "C2", "C3"], reviewed.Select(finding => finding.ClaimId));
        Assert.Equal([Verdict.Reproduced, Verdict.NotTested, Verdict.Reproduced], reviewed.Select(finding => finding.Verdict));
    }

    [Theory]
    [InlineData("C9")]
    [InlineData("C1", "C1")]
    public void A_finding_of_no_claim_and_a_second_one_are_faults_of_the_study(params string[] claims) =>
        Assert.Throws<InvalidOperationException>(() => FindingReview.Review(Claims(2), claims.Select(claim => Found(claim, 5))));

    [Theory]
    [InlineData(2, Verdict.Partly)]
    [InlineData(3, Verdict.Reproduced)]
    public void Few_seeds_never_reproduce(int seeds, Verdict verdict) =>
        Assert.Equal(verdict, FindingReview.Review(Claims(1), [Found("C1", seeds)])[0].Verdict);

    [Fact]
    public void An_exact_number_needs_no_seeds() =>
        Assert.Equal(Verdict.Reproduced, FindingReview.Review(Claims(1), [new Finding("C1", "q", Estimate.Exact(1), Verdict.Reproduced)])[0].Verdict);

    [Theory]
    [InlineData(5, 0.03, Verdict.Reproduced)]
    [InlineData(6, 0.18, Verdict.Partly)]
    public void With_more_than_five_claims_p_values_are_adjusted(int claims, double adjusted, Verdict verdict)
    {
        var reviewed = FindingReview.Review(Claims(claims), Enumerable.Range(1, claims).Select(number => Found($"C{number}", 5) with { PValue = 0.03 }));
        Assert.All(reviewed, finding => Assert.Equal(verdict, finding.Verdict));
        Assert.All(reviewed, finding => Assert.Equal(adjusted, finding.PValue!.Value, 10));
    }

    private static List<Claim> Claims(int count) => [.. Enumerable.Range(1, count).Select(number => new Claim($"C{number}", "s", "c", "s", "r"))];

    private static Finding Found(string claim, int seeds) => new(claim, "quantity", new Estimate(1, 0.9, 1.1, seeds), Verdict.Reproduced);
}
