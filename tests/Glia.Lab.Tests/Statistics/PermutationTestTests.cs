using CsCheck;
using Glia.Lab.Statistics;
using Glia.Random;

namespace Glia.Lab.Tests.Statistics;

public class PermutationTestTests
{
    private static RandomStream Stream => new(1, "permutation");

    [Fact]
    public void Paired_test_agrees_with_fishers_count_for_darwins_maize()
    {
        // Fisher, The Design of Experiments (1935), §21: of 32,768 sign patterns 863 in each tail reach the observed sum of 314.
        double[] differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        var test = PermutationTest.Paired(differences, Stream);
        Assert.True(test.IsExact);
        Assert.Equal(32_768, test.Arrangements);
        Assert.Equal(1726 / 32_768.0, test.PValue, 1e-12);
        Assert.Equal(863 / 32_768.0, PermutationTest.Paired(differences, Stream, Alternative.Greater).PValue, 1e-12);
    }

    [Fact]
    public void Two_sample_test_counts_all_arrangements()
    {
        // Complete separation: one of the C(7,3) = 35 arrangements.
        var test = PermutationTest.TwoSample([10, 11, 12], [1, 2, 3, 4], Stream, Alternative.Greater);
        Assert.Equal((35, true), (test.Arrangements, test.IsExact));
        Assert.Equal(1 / 35.0, test.PValue, 1e-12);
        Assert.Equal(8.5, test.Observed, 1e-12);
        Assert.Equal(1, PermutationTest.TwoSample([10, 11, 12], [1, 2, 3, 4], Stream, Alternative.Less).PValue);
    }

    [Fact]
    public void Drawn_arrangements_come_close_to_the_counted_ones()
    {
        // 40 values of ±1 with sum 12: the sign-flip p-value is a binomial tail, 2·P(X ≥ 26), X ~ B(40, ½).
        double[] values = [.. Enumerable.Repeat(1.0, 26), .. Enumerable.Repeat(-1.0, 14)];
        var test = PermutationTest.Paired(values, Stream, resamples: 20_000);
        var exact = 2 * (1 - MathNet.Numerics.Distributions.Binomial.CDF(0.5, 40, 25));
        Assert.False(test.IsExact);
        Assert.Equal(exact, test.PValue, 4 * Math.Sqrt(exact / 20_000));
    }

    [Fact]
    public void A_drawn_p_value_is_never_zero()
    {
        var first = Enumerable.Range(0, 20).Select(i => 100.0 + i).ToArray();
        var second = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();
        var test = PermutationTest.TwoSample(first, second, Stream, resamples: 999);
        Assert.False(test.IsExact);
        Assert.Equal(0.001, test.PValue, 1e-12);
    }

    [Fact]
    public void Equal_samples_show_nothing() => Assert.Equal(1, PermutationTest.TwoSample([1, 2, 3], [1, 2, 3], Stream).PValue);

    [Fact]
    public void Exchanging_equally_large_samples_keeps_the_p_value() =>
        Gen.Int[0, 30].Array[4].Select(Gen.Int[0, 30].Array[4]).Sample((a, b) =>
        {
            var (x, y) = (Array.ConvertAll(a, i => i * 0.1), Array.ConvertAll(b, i => i * 0.1));
            var one = PermutationTest.TwoSample(x, y, Stream);
            return one.PValue == PermutationTest.TwoSample(y, x, Stream).PValue && one.PValue is >= 1 / 70.0 and <= 1;
        });

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PermutationTest.Paired([], Stream));
        Assert.Throws<ArgumentException>(() => PermutationTest.TwoSample([1], [double.PositiveInfinity], Stream));
    }
}
