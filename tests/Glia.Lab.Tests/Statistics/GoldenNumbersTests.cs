using Glia.Lab.Statistics;
using Glia.Random;
using Glia.Testing;

namespace Glia.Lab.Tests.Statistics;

/// <summary>Every test and interval against SciPy.</summary>
public class GoldenNumbersTests
{
    [Fact]
    public void Differences_and_rank_sums_equal_those_of_scipy()
    {
        foreach (var row in GoldenTable.Open("statistics/two-samples.csv").Rows)
        {
            var (first, second) = (row.Numbers("first"), row.Numbers("second"));
            var paired = PairedDifference.Between(BySeed(first), BySeed(second));
            row.Compare("paired p", paired.PValue);
            row.Compare("paired lower", paired.Estimate.Lower);
            row.Compare("paired upper", paired.Estimate.Upper);
            var welch = WelchDifference.Between(first, second);
            row.Compare("welch t", welch.T);
            row.Compare("welch p", welch.PValue);
            var rank = MannWhitney.Test(first, second);
            row.Compare("u", rank.U);
            row.Compare("u p", rank.PValue);
            Assert.Equal(row.Number("u is exact") == 1, rank.IsExact);
            var flips = PermutationTest.Paired([.. paired.Differences], new RandomStream(1, "flips"));
            row.Compare("flips p", flips.PValue);
        }
    }

    [Fact]
    public void Rank_correlations_equal_those_of_scipy()
    {
        foreach (var row in GoldenTable.Open("statistics/ranks.csv").Rows)
        {
            var (x, y) = (row.Numbers("x"), row.Numbers("y"));
            row.Compare("rho", RankCorrelation.Spearman(x, y).Coefficient);
            var tau = RankCorrelation.Kendall(x, y);
            row.Compare("tau", tau.Coefficient);
            row.Compare("tau p", tau.PValue);
        }
    }

    [Fact]
    public void Wilson_intervals_equal_those_of_scipy()
    {
        foreach (var row in GoldenTable.Open("statistics/shares.csv").Rows)
        {
            var share = Proportion.Wilson((int)row.Integer("successes"), (int)row.Integer("trials"));
            row.Compare("lower", share.Lower);
            row.Compare("upper", share.Upper);
        }
    }

    private static IEnumerable<SeedValue> BySeed(double[] values) => values.Select((value, i) => new SeedValue(i, value));
}
