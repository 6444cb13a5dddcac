using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class EffectSizeTests
{
    [Fact]
    public void Cohens_d_is_the_difference_in_pooled_deviations()
    {
        // Means 4 and 2, both variances 1 (n = 3): d = 2.
        Assert.Equal(2, EffectSize.CohensD([3, 4, 5], [1, 2, 3]), 1e-12);
    }

    [Theory]
    [InlineData(3, 0.7978846)]
    [InlineData(6, 0.9227456)]
    [InlineData(11, 0.9619445)]
    public void Hedges_g_shrinks_d_by_the_tabled_factor(int count, double factor)
    {
        // Hedges (1981), table 1, J for n₁ + n₂ − 2 = 4, 10, 20 degrees of freedom: 0.7979, 0.9228, 0.9619.
        var first = Enumerable.Range(0, count).Select(i => (double)i).ToArray();
        var second = Array.ConvertAll(first, value => value * 1.5);
        Assert.Equal(factor, EffectSize.HedgesG(first, second) / EffectSize.CohensD(first, second), 1e-4);
    }

    [Fact]
    public void Cliffs_delta_counts_dominance()
    {
        Assert.Equal(1, EffectSize.CliffsDelta([4, 5], [1, 2, 3]));
        Assert.Equal(0, EffectSize.CliffsDelta([1, 2], [1, 2]));
        Assert.Equal((4 - 1) / 6.0, EffectSize.CliffsDelta([2, 3], [1, 2, 2.5]), 1e-12);
    }

    [Fact]
    public void Cliffs_delta_is_twice_the_superiority_minus_one() =>
        Gen.Int[0, 9].Array[1, 8].Select(Gen.Int[0, 9].Array[1, 8]).Sample((a, b) =>
        {
            var (x, y) = (Array.ConvertAll(a, i => (double)i), Array.ConvertAll(b, i => (double)i));
            return Math.Abs((2 * MannWhitney.Test(x, y).Superiority) - 1 - EffectSize.CliffsDelta(x, y)) < 1e-12;
        });

    [Fact]
    public void Paired_dz_is_the_mean_in_deviations_of_the_differences() =>
        Assert.Equal(2, EffectSize.PairedDz([1, 2, 3]), 1e-12);

    [Fact]
    public void Nothing_that_varies_gives_zero_or_infinity()
    {
        Assert.Equal(0, EffectSize.CohensD([1, 1], [1, 1]));
        Assert.Equal(double.PositiveInfinity, EffectSize.CohensD([2, 2], [1, 1]));
        Assert.Equal(double.NegativeInfinity, EffectSize.PairedDz([-1, -1]));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => EffectSize.CohensD([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => EffectSize.CliffsDelta([], [1]));
        Assert.Throws<ArgumentException>(() => EffectSize.PairedDz([1, double.NaN]));
    }
}
