using Glia.Dendrites;

namespace Glia.Tests.Dendrites;

/// <summary>Several patterns on one segment, or active at once.</summary>
public sealed class UnionTheoryTests
{
    // The paper's table with a = 200, s = 25, θ = 15 and the size rounded to its mean.
    [Theory]
    [InlineData(20_000, 10, 3.3224256764760785e-08)]
    [InlineData(10_000, 10, 0.0001270804413838546)]
    [InlineData(1_000, 5, 0.9910795367167524)]
    [InlineData(20_000, 1, 1.75826328738259e-24)]
    public void Mean_field_equals_the_published_number(int cells, int patterns, double expected) =>
        Assert.Equal(1, SdrTheory.UnionFalseMatch(cells, 200, 25, 15, patterns).MeanField / expected, 1e-12);

    // n = 4000, a = 40, s = 30, θ = 15: exact mixture and mean field.
    [Theory]
    [InlineData(2, 1.938577e-18, 2.049044e-18)]
    [InlineData(5, 2.942349e-12, 2.982981e-12)]
    [InlineData(10, 4.372664e-8, 4.318780e-8)]
    public void Exact_mixture_equals_the_known_number(int patterns, double exact, double meanField)
    {
        var match = SdrTheory.UnionFalseMatch(4000, 40, 30, 15, patterns);
        Assert.Equal(1, match.Probability / exact, 2e-7);
        Assert.Equal(1, match.MeanField / meanField, 2e-7);
    }

    [Theory]
    [InlineData(4000, 40, 30, 15, 5)]
    [InlineData(300, 60, 20, 12, 8)]
    [InlineData(40, 20, 15, 14, 6)]
    [InlineData(40, 20, 40, 10, 2)]
    public void Exact_mixture_equals_whole_number_arithmetic(int cells, int active, int synapses, int threshold, int patterns) =>
        Assert.Equal(1, SdrTheory.UnionFalseMatch(cells, active, synapses, threshold, patterns).Probability
            / ExactReference.Union(cells, active, synapses, threshold, patterns), 1e-12);

    [Fact]
    public void Ten_patterns_on_one_segment_are_as_reliable_as_the_paper_says()
    {
        var match = SdrTheory.UnionFalseMatch(20_000, 100, 25, 15, 10);
        Assert.Equal(1.7347431e-12, match.MeanField, 1e-19);
        Assert.Equal(248.6, match.ExpectedSize, 0.01);
        Assert.Equal(0.98757, 1 - (match.ExpectedSize / 20_000), 1e-5);
    }

    // s = 20, θ = 10, a = 30 a pattern; numbers of the repository, which puts a number that is not whole into gamma functions.
    [Theory]
    [InlineData(1000, 1, 1.74966917747145e-11)]
    [InlineData(1000, 2, 2.82658811059119e-08)]
    [InlineData(1000, 5, 0.000122462323694764)]
    [InlineData(4000, 10, 3.32635948387612e-7)]
    [InlineData(8000, 39, 0.000106987476696977)]
    public void Activity_union_equals_the_published_number(int cells, int patterns, double expected) =>
        Assert.Equal(1, SdrTheory.ActivityUnionFalseMatch(cells, 30, 20, 10, patterns).Continuous / expected, 1e-12);

    [Fact]
    public void Activity_union_says_what_it_rounded()
    {
        var match = SdrTheory.ActivityUnionFalseMatch(1000, 30, 20, 10, 2);
        Assert.Equal(59.1, match.Active, 1e-12);
        Assert.Equal(59, match.RoundedActive);
        Assert.Equal(SdrTheory.FalseMatchProbability(1000, 59, 20, 10), match.Rounded);
        Assert.Equal(1, SdrTheory.ContinuousFalseMatchProbability(1000, 59, 20, 10) / match.Rounded, 1e-13);
    }

    [Theory]
    [InlineData(4000, 30, 10)]
    [InlineData(50, 40, 3)]
    [InlineData(50, 50, 3)]
    [InlineData(50, 10, 0)]
    public void Sizes_sum_to_one_and_have_the_expected_mean(int cells, int synapses, int patterns)
    {
        var distribution = SdrTheory.UnionSizeDistribution(cells, synapses, patterns);
        Assert.Equal(1, distribution.Sum(), 1e-12);
        var mean = distribution.Select((probability, size) => probability * size).Sum();
        Assert.Equal(SdrTheory.ExpectedUnionSize(cells, synapses, patterns), mean, 1e-10 * cells);
        Assert.True(mean <= (patterns * synapses) + 1e-9);
    }

    [Fact]
    public void A_union_errs_at_least_as_often_as_one_pattern_and_ever_more()
    {
        var probabilities = Enumerable.Range(1, 20).Select(patterns => SdrTheory.UnionFalseMatch(1000, 40, 20, 10, patterns).Probability).ToList();
        Assert.Equal(1, probabilities[0] / SdrTheory.FalseMatchProbability(1000, 40, 20, 10), 1e-12);
        Assert.Equal(probabilities.Order(), probabilities);
    }

    [Fact]
    public void Bloom_filter_error_is_the_share_of_active_bits_to_the_power_of_the_bits()
    {
        // (1 − (1 − 25/20000)^10)^15 by hand.
        Assert.Equal(Math.Pow(1 - Math.Pow(1 - (25.0 / 20_000), 10), 15), SdrTheory.BloomFalseMatch(20_000, 25, 10, 15), 1e-40);
        Assert.Equal(1, SdrTheory.BloomFalseMatch(20_000, 25, 10, 0));
        Assert.Equal(0, SdrTheory.BloomFalseMatch(20_000, 25, 0, 3));
    }
}
