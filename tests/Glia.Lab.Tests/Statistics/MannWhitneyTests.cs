using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class MannWhitneyTests
{
    [Fact]
    public void Agrees_with_the_published_permeability_data()
    {
        // Hollander and Wolfe (1973), page 69, and R's documentation of wilcox.test: W = 35, one-sided p = 0.1272.
        double[] atTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        double[] early = [1.15, 0.88, 0.90, 0.74, 1.21];
        var test = MannWhitney.Test(atTerm, early, Alternative.Greater);
        Assert.Equal(35, test.U);
        Assert.Equal(0.1272, test.PValue, 1e-4);
        Assert.True(test.IsExact);
        Assert.Equal(0.7, test.Superiority, 1e-12);
    }

    [Fact]
    public void Agrees_with_scipys_documented_example()
    {
        // scipy.stats.mannwhitneyu documentation: U = 17, exact p = 0.1111…
        var test = MannWhitney.Test([19, 22, 16, 29, 24], [20, 11, 17, 12]);
        Assert.Equal(17, test.U);
        Assert.Equal(1 / 9.0, test.PValue, 1e-12);
    }

    [Fact]
    public void Complete_separation_has_the_smallest_exact_p_value()
    {
        // Two of the C(6,3) = 20 arrangements are as extreme.
        Assert.Equal(0.1, MannWhitney.Test([1, 2, 3], [4, 5, 6]).PValue, 1e-12);
        Assert.Equal(0.05, MannWhitney.Test([1, 2, 3], [4, 5, 6], Alternative.Less).PValue, 1e-12);
        Assert.Equal(1, MannWhitney.Test([1, 2, 3], [4, 5, 6], Alternative.Greater).PValue, 1e-12);
    }

    [Fact]
    public void Ties_use_the_corrected_normal_approximation()
    {
        // By hand: U = 1 (two ties), n₁ = n₂ = 4, Σ(t³−t) = 6 + 24 = 30, σ² = 16/12·(9 − 30/56); z = (1.5 − 8)/σ.
        var test = MannWhitney.Test([1, 2, 2, 3], [3, 3, 4, 5]);
        var sigma = Math.Sqrt(16 / 12.0 * (9 - (30 / 56.0)));
        Assert.False(test.IsExact);
        Assert.Equal(1, test.U);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, (1.5 - 8) / sigma), test.PValue, 1e-12);
    }

    [Fact]
    public void The_normal_approximation_meets_the_exact_p_value_for_large_samples()
    {
        var first = Enumerable.Range(0, 49).Select(i => i * 1.0).ToArray();
        var second = Enumerable.Range(0, 49).Select(i => (i * 1.0) + 5.5).ToArray();
        // One tie within the second sample leaves U as it was and rules out the exact count.
        var exact = MannWhitney.Test(first, [6.25, .. second.Skip(1)]);
        var normal = MannWhitney.Test(first, [6.5, .. second.Skip(1)]);
        Assert.True(exact.IsExact && !normal.IsExact);
        Assert.Equal(exact.U, normal.U);
        Assert.InRange(normal.PValue / exact.PValue, 0.98, 1.02);
    }

    [Fact]
    public void Values_that_are_all_the_same_show_nothing() => Assert.Equal(1, MannWhitney.Test([2, 2, 2], [2, 2]).PValue);

    [Fact]
    public void Exchanging_the_samples_keeps_the_p_value_and_mirrors_u() =>
        Gen.Int[0, 20].Array[1, 9].Select(Gen.Int[0, 20].Array[1, 9]).Sample((a, b) =>
        {
            var (x, y) = (Array.ConvertAll(a, i => (double)i), Array.ConvertAll(b, i => (double)i));
            var (one, other) = (MannWhitney.Test(x, y), MannWhitney.Test(y, x));
            return Math.Abs(one.PValue - other.PValue) < 1e-12 && one.U + other.U == x.Length * y.Length && one.PValue is >= 0 and <= 1;
        });

    [Fact]
    public void Only_the_order_of_the_values_matters() =>
        Gen.Int[0, 30].Array[2, 9].Select(Gen.Int[0, 30].Array[2, 9]).Sample((a, b) =>
            MannWhitney.Test(Array.ConvertAll(a, i => (double)i), Array.ConvertAll(b, i => (double)i))
                == MannWhitney.Test(Array.ConvertAll(a, i => Math.Exp(i)), Array.ConvertAll(b, i => Math.Exp(i))));

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [double.NaN]));
    }
}
