using CsCheck;
using Glia.Dendrites;

namespace Glia.Tests.Dendrites;

/// <summary>The formulas against the paper's repository, against whole-number arithmetic, and against what must hold for any numbers.</summary>
public sealed class SdrTheoryTests
{
    private const double Tight = 1e-12;

    // Numbers of the paper's repository (sdr_paper, arrays of its plot scripts) and exact rationals made from equation 4.
    public static TheoryData<int, int, int, int, double> FalseMatches => new()
    {
        { 300, 64, 24, 12, 0.0010946166233369 }, { 300, 128, 24, 12, 0.292078213737764 }, { 300, 256, 24, 12, 0.999997973443107 },
        { 500, 64, 24, 12, 5.69571108769533e-06 }, { 500, 128, 24, 12, 0.00736788303358289 }, { 500, 256, 24, 12, 0.629372754740777 },
        { 700, 64, 24, 12, 1.4125323093073e-07 }, { 700, 128, 24, 12, 0.000320106080889471 }, { 700, 256, 24, 12, 0.121087724790945 },
        { 900, 64, 24, 12, 8.30107183322324e-9 }, { 900, 128, 24, 12, 2.50255519815378e-05 }, { 900, 256, 24, 12, 0.0193597645959856 },
        { 1100, 64, 24, 12, 8.36246969414003e-10 }, { 1100, 128, 24, 12, 2.99642102590114e-6 }, { 1100, 256, 24, 12, 0.00350549721741729 },
        { 1900, 64, 24, 12, 1.4602044349134e-12 }, { 1900, 128, 24, 12, 7.131437622620044e-09 }, { 2100, 128, 24, 12, 2.291437083408105e-09 },
        { 3900, 128, 24, 12, 1.8054269820156e-12 }, { 4100, 128, 24, 12, 1.006492390718e-12 },
        { 10000, 300, 30, 12, 2.27907942026515e-11 }, { 10000, 300, 24, 12, 8.37584522709849e-13 }, { 10000, 300, 30, 15, 1.04919182521237e-15 },
        { 2000, 40, 20, 15, 2.47192330943087e-23 }, { 2000, 40, 20, 10, 4.94363120173214e-13 }, { 4000, 32, 20, 10, 3.96689862829144e-17 },
        { 2000, 32, 20, 10, 3.90434126921476e-14 }, { 16000, 512, 20, 10, 1.42977409702263e-10 }, { 16000, 4000, 20, 10, 0.0138117305771507 },
        { 100000, 2000, 6, 6, 6.35308872941916e-11 }, { 100000, 2000, 24, 12, 8.58694100276592e-15 }, { 10000, 64, 24, 12, 4.04159712277657e-21 },
        { 200000, 2000, 20, 12, 1.13247663706572e-19 }, { 300, 150, 24, 12, 0.584014929308308 }, { 100, 7, 7, 5, 5.65295369673061e-06 },
    };

    public static TheoryData<int, int, int, int> ExtremeSettings => new()
    {
        { 20_000, 600, 600, 100 }, { 20_000, 600, 600, 18 }, { 20_000, 10_000, 24, 12 }, { 200_000, 4_000, 50, 3 }, { 5_000, 2_500, 2_500, 1_300 },
        { 3_000, 1_000, 900, 700 }, { 64, 64, 64, 64 }, { 50, 30, 30, 10 }, { 50, 30, 30, 11 }, { 1, 1, 1, 1 }, { 10, 0, 5, 1 }, { 10, 5, 0, 0 },
    };

    private static Gen<(int Cells, int Active, int Synapses, int Threshold)> Settings =>
        from cells in Gen.Int[2, 600]
        from active in Gen.Int[0, cells - 1]
        from synapses in Gen.Int[0, cells - 1]
        from threshold in Gen.Int[0, 60]
        select (cells, active, synapses, threshold);

    [Theory]
    [MemberData(nameof(FalseMatches))]
    public void False_match_equals_the_published_and_the_exact_number(int cells, int active, int synapses, int threshold, double expected)
    {
        var probability = SdrTheory.FalseMatchProbability(cells, active, synapses, threshold);
        AssertRelative(expected, probability, Tight);
        AssertRelative(ExactReference.FalseMatch(cells, active, synapses, threshold), probability, 2e-14);
        AssertRelative(Math.Log(expected), SdrTheory.LogFalseMatchProbability(cells, active, synapses, threshold), expected > 0.99 ? 1e-7 : Tight);
    }

    [Fact]
    public void A_binomial_in_place_of_the_hypergeometric_would_be_noticed()
    {
        // Binomial(24, 128/300) at 12 and more is 0.299398.
        Assert.True(Math.Abs(SdrTheory.FalseMatchProbability(300, 128, 24, 12) - 0.299398) > 0.007);
        AssertRelative(0.016858053287, SdrTheory.FalseMatchProbability(1_000_000, 10_000, 20, 2), 1e-10);
    }

    [Theory]
    [MemberData(nameof(ExtremeSettings))]
    public void Extreme_settings_equal_whole_number_arithmetic(int cells, int active, int synapses, int threshold) =>
        AssertRelative(ExactReference.FalseMatch(cells, active, synapses, threshold), SdrTheory.FalseMatchProbability(cells, active, synapses, threshold), 1e-12);

    [Fact]
    public void Random_settings_equal_whole_number_arithmetic() => Settings.Sample(
        setting => IsRelative(
            ExactReference.FalseMatch(setting.Cells, setting.Active, setting.Synapses, setting.Threshold),
            SdrTheory.FalseMatchProbability(setting.Cells, setting.Active, setting.Synapses, setting.Threshold), 1e-12),
        iter: 300);

    [Fact]
    public void The_logarithm_goes_on_where_the_probability_is_too_small_for_a_double()
    {
        // Only all of 200 cells out of 10,000: 1 / C(10000, 200).
        Assert.Equal(0, SdrTheory.FalseMatchProbability(10_000, 200, 200, 200));
        AssertRelative(-System.Numerics.BigInteger.Log(ExactReference.Choose(10_000, 200)), SdrTheory.LogFalseMatchProbability(10_000, 200, 200, 200), Tight);
    }

    [Fact]
    public void Probability_falls_with_threshold_and_cells_rises_with_active_and_synapses_and_active_and_synapses_can_be_swapped() => Settings.Sample(setting =>
    {
        var (cells, active, synapses, threshold) = setting;
        var probability = SdrTheory.FalseMatchProbability(cells, active, synapses, threshold);
        const double rounding = 1 + 1e-12;
        return SdrTheory.FalseMatchProbability(cells, active, synapses, threshold + 1) <= probability * rounding
            && SdrTheory.FalseMatchProbability(cells + 1, active, synapses, threshold) <= probability * rounding
            && SdrTheory.FalseMatchProbability(cells, active + 1, synapses, threshold) * rounding >= probability
            && SdrTheory.FalseMatchProbability(cells, active, synapses + 1, threshold) * rounding >= probability
            && SdrTheory.FalseMatchProbability(cells, synapses, active, threshold) == probability;
    });

    [Fact]
    public void Overlap_probabilities_sum_to_one() => Settings.Sample(setting =>
    {
        var probabilities = new double[setting.Synapses + 1];
        Hypergeometric.Probabilities(setting.Cells, setting.Active, setting.Synapses, probabilities);
        return Math.Abs(probabilities.Sum() - 1) < 1e-12
            && Enumerable.Range(0, probabilities.Length).All(b => IsRelative(Hypergeometric.Probability(setting.Cells, setting.Active, setting.Synapses, b), probabilities[b], 1e-11));
    }, iter: 300);

    // Table of P(miss) at a = 128, s = 30; the first number is exact, where the repository's sum from below cancels to 3.1134e-16.
    [Theory]
    [InlineData(.203125, 3.1419e-16, 7.92695352e-10, 1.97277260559449e-05, 1e-4, 1e-8)]
    [InlineData(.25, 2.23243443e-12, 2.16302525195428e-07, 0.000590078912236923, 1e-8, Tight)]
    [InlineData(.296875, 7.90168638e-10, 1.09248135880716e-05, 0.00627504390204146, 1e-8, Tight)]
    [InlineData(.3515625, 1.206957079739e-07, 0.000314435369055387, 0.0434711883681422, Tight, Tight)]
    [InlineData(.5, 0.000735429456875121, 0.0716985160403564, 0.582501773030327, Tight, Tight)]
    [InlineData(.6015625, 0.0268657157114204, 0.426525969583828, 0.933878292787173, Tight, Tight)]
    [InlineData(.75, 0.508714577385333, 0.970339402698393, 0.999889798557155, Tight, Tight)]
    [InlineData(.796875, 0.770861966941236, 0.996376835285247, 0.999997748076386, Tight, Tight)]
    public void False_negative_equals_the_published_number(double noise, double at8, double at12, double at16, double printed8, double printed12)
    {
        var moved = (int)Math.Round(noise * 128);
        AssertRelative(at8, SdrTheory.FalseNegativeProbability(128, 30, 8, moved), printed8);
        AssertRelative(at12, SdrTheory.FalseNegativeProbability(128, 30, 12, moved), printed12);
        AssertRelative(at16, SdrTheory.FalseNegativeProbability(128, 30, 16, moved), Tight);
        Assert.All([8, 12, 16], threshold =>
            AssertRelative(ExactReference.FalseNegative(128, 30, threshold, moved), SdrTheory.FalseNegativeProbability(128, 30, threshold, moved), 1e-13));
    }

    [Fact]
    public void A_segment_never_misses_while_enough_synapses_must_remain_and_always_when_all_cells_moved() =>
        (from active in Gen.Int[1, 200]
         from synapses in Gen.Int[1, active]
         from threshold in Gen.Int[1, synapses]
         select (active, synapses, threshold)).Sample(setting =>
            SdrTheory.FalseNegativeProbability(setting.active, setting.synapses, setting.threshold, setting.synapses - setting.threshold) == 0
            && SdrTheory.FalseNegativeProbability(setting.active, setting.synapses, setting.threshold, setting.active) == 1);

    [Fact]
    public void A_million_segments_err_just_above_one_in_a_billion_where_plain_doubles_say_below()
    {
        var probability = SdrTheory.FalseMatchProbability(10_000, 300, 30, 15);
        AssertRelative(1.0491918e-9, SdrTheory.AnyFalseMatch(probability, 1e6), 1e-7);
        AssertRelative(1.04919182521237e-9, SdrTheory.UnionBound(probability, 1e6), Tight);
        Assert.True(1 - Math.Pow(1 - probability, 1e6) < 1e-9);
        Assert.True(SdrTheory.AnyFalseMatch(probability, 1e6) > 1e-9);
        AssertRelative(0.00282647685, SdrTheory.UnionBound(SdrTheory.FalseMatchProbability(100, 7, 7, 5), 500), 1e-8);
    }

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(0.3, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0.5, 2, 0.75)]
    [InlineData(1e-20, 1e6, 1e-14)]
    [InlineData(1e-3, 1e9, 1)]
    public void Any_false_match_of_several_segments(double probability, double segments, double expected) =>
        Assert.Equal(expected, SdrTheory.AnyFalseMatch(probability, segments), 1e-15 + (1e-13 * expected));

    // First-order-sequence forecast of the repository: 19000·a/n segments a cell, s = 25, θ = 10, a = 64; expected Jaccard a / (a + false predictions).
    [Theory]
    [InlineData(500, 0.1888256286)]
    [InlineData(1000, 0.9846976836)]
    [InlineData(2000, 0.9999773229)]
    public void Sequence_forecast_equals_the_published_number(int cells, double expected)
    {
        const int active = 64;
        var anyOfCell = SdrTheory.AnyFalseMatch(SdrTheory.FalseMatchProbability(cells, active, 25, 10), 19_000.0 * active / cells);
        AssertRelative(expected, active / (active + ((cells - active) * anyOfCell)), 1e-9);
    }

    [Fact]
    public void Thresholds_and_synapses_found_are_the_smallest()
    {
        Assert.Equal(12, SdrTheory.MinimumThreshold(10_000, 300, 30, 1e-10));
        Assert.Equal(31, SdrTheory.MinimumThreshold(10_000, 300, 30, double.Epsilon));
        Assert.Equal(0, SdrTheory.MinimumThreshold(10_000, 300, 30, 1));
        var found = SdrTheory.MinimumSynapses(10_000, 300, 1e-9, 0.2)!.Value;
        var moved = 60;
        Assert.True(found.FalseMatchProbability <= 1e-9);
        Assert.True(SdrTheory.FalseNegativeProbability(300, found.Synapses, found.Threshold, moved) <= 1e-9);
        var fewer = found.Synapses - 1;
        Assert.True(SdrTheory.FalseNegativeProbability(300, fewer, SdrTheory.MinimumThreshold(10_000, 300, fewer, 1e-9), moved) > 1e-9);
        Assert.Null(SdrTheory.MinimumSynapses(300, 150, 1e-9, 0.9));
    }

    // Grid of figure 6: n of 1,000 to 17,000, six sparsities, seven numbers of synapses.
    [Theory]
    [InlineData(3, 0.017325532833967854, 0.036097, 0.189004)]
    [InlineData(8, 3.3335009587675476e-08, 5.2276e-6, double.NaN)]
    [InlineData(9, 1.3535142536855193e-09, 6.1807e-7, double.NaN)]
    [InlineData(10, 4.799536501641171e-11, 6.5733e-8, double.NaN)]
    [InlineData(12, 3.409441907474619e-14, double.NaN, double.NaN)]
    [InlineData(15, 1.3715932840376105e-19, double.NaN, double.NaN)]
    [InlineData(20, 3.89842282681123e-30, double.NaN, double.NaN)]
    public void Threshold_grid_equals_the_published_medians(int threshold, double median, double mean, double largest)
    {
        int[] cells = [1000, 5000, 9000, 13000, 17000];
        double[] sparsities = [.005, .01, .015, .02, .025, .03];
        int[] synapses = [20, 25, 30, 35, 40, 45, 50];
        var grid = (from n in cells
                    from sparsity in sparsities
                    from s in synapses
                    select SdrTheory.FalseMatchProbability(n, SegmentSetting.ActiveCells(n, sparsity), s, threshold)).Order().ToList();
        Assert.Equal(210, grid.Count);
        AssertRelative(median, (grid[104] + grid[105]) / 2, 1e-10);
        Assert.True(double.IsNaN(mean) || IsRelative(mean, grid.Average(), 1e-4));
        Assert.True(double.IsNaN(largest) || IsRelative(largest, grid[^1], 1e-5));
    }

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(IsRelative(expected, actual, tolerance), FormattableString.Invariant($"Expected {expected:R}, got {actual:R}: relative error {Math.Abs((actual / expected) - 1):e1}."));

    private static bool IsRelative(double expected, double actual, double tolerance) => Math.Abs(actual - expected) <= tolerance * Math.Abs(expected);
}
