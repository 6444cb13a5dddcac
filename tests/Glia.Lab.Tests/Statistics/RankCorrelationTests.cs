using CsCheck;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Statistics;

public class RankCorrelationTests
{
    // Hollander and Wolfe (1973), page 187, tuna quality; R's documentation of cor.test: τ = 0.4444, one-sided p = 0.05972;
    // ρ = 0.6, two-sided p = 0.0968.
    private static readonly double[] Lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    private static readonly double[] Quality = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

    [Fact]
    public void Kendall_agrees_with_the_published_tuna_data()
    {
        var tau = RankCorrelation.Kendall(Lightness, Quality, Alternative.Greater);
        Assert.Equal(4 / 9.0, tau.Coefficient, 1e-12);
        Assert.Equal(0.05972, tau.PValue, 1e-5);
        Assert.True(tau.IsExact);
    }

    [Fact]
    public void Spearman_agrees_with_the_published_tuna_data()
    {
        var rho = RankCorrelation.Spearman(Lightness, Quality);
        Assert.Equal(0.6, rho.Coefficient, 1e-12);
        Assert.Equal(0.0968, rho.PValue, 1e-4);
    }

    [Fact]
    public void Perfect_agreement_has_the_smallest_p_value()
    {
        double[] x = [1, 2, 3, 4, 5];
        Assert.Equal((1, 2 / 120.0), (RankCorrelation.Kendall(x, x).Coefficient, RankCorrelation.Kendall(x, x).PValue));
        Assert.Equal((1, 2 / 120.0), (RankCorrelation.Spearman(x, x).Coefficient, RankCorrelation.Spearman(x, x).PValue));
        var many = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();
        Assert.Equal((1, 0), (RankCorrelation.Spearman(many, many).Coefficient, RankCorrelation.Spearman(many, many).PValue));
        Assert.Equal(-1, RankCorrelation.Spearman(many, Array.ConvertAll(many, value => -value)).Coefficient);
    }

    [Fact]
    public void Tau_b_takes_ties_off_both_sides()
    {
        // Pairs: 6; one tied in x, one tied in y, four concordant: 4/√(5·5). Variance by Kendall (1948): see the closed form below.
        var tau = RankCorrelation.Kendall([1, 1, 2, 3], [1, 2, 3, 3]);
        var variance = (((4 * 3 * 13) - (2 * 9) - (2 * 9)) / 18.0) + (2 * 2 / (2 * 4 * 3.0));
        Assert.Equal(0.8, tau.Coefficient, 1e-12);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -4 / Math.Sqrt(variance)), tau.PValue, 1e-12);
        Assert.False(tau.IsExact);
    }

    [Fact]
    public void A_constant_series_has_no_correlation_and_shows_nothing()
    {
        foreach (var result in new[] { RankCorrelation.Kendall([1, 1, 1], [1, 2, 3]), RankCorrelation.Spearman([1, 2, 3], [5, 5, 5]) })
        {
            Assert.True(double.IsNaN(result.Coefficient));
            Assert.Equal(1, result.PValue);
        }
    }

    [Fact]
    public void Coefficients_are_bounded_symmetric_and_turn_sign_with_a_series() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[3, 14].Sample(pairs =>
        {
            var x = Array.ConvertAll(pairs, pair => (double)pair.Item1);
            var y = Array.ConvertAll(pairs, pair => (double)pair.Item2);
            var negated = Array.ConvertAll(y, value => -value);
            return Holds(RankCorrelation.Kendall(x, y), RankCorrelation.Kendall(y, x), RankCorrelation.Kendall(x, negated))
                && Holds(RankCorrelation.Spearman(x, y), RankCorrelation.Spearman(y, x), RankCorrelation.Spearman(x, negated));
        }, iter: 30);

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RankCorrelation.Kendall([1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2, 3], [1, 2]));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2, 3], [1, 2, double.NaN]));
    }

    private static bool Holds(RankCorrelation one, RankCorrelation swapped, RankCorrelation negated) =>
        double.IsNaN(one.Coefficient)
            ? double.IsNaN(swapped.Coefficient) && double.IsNaN(negated.Coefficient)
            : Math.Abs(one.Coefficient) <= 1 && Math.Abs(one.Coefficient - swapped.Coefficient) < 1e-12
                && Math.Abs(one.Coefficient + negated.Coefficient) < 1e-12 && Math.Abs(one.PValue - swapped.PValue) < 1e-9
                && Math.Abs(one.PValue - negated.PValue) < 1e-9 && one.PValue is >= 0 and <= 1;
}
