using Glia.Dendrites;
using Glia.Random;

namespace Glia.Tests.Dendrites;

/// <summary>Simulated comparisons against the formulas, within five standard deviations.</summary>
public sealed class MatchSimulationTests
{
    [Theory]
    [InlineData(300, 128)]
    [InlineData(500, 256)]
    [InlineData(900, 256)]
    public void Random_patterns_match_as_often_as_predicted(int cells, int active)
    {
        var result = MatchSimulation.FalseMatches(cells, active, 24, 300_000, new RandomStream(1, "simulated"));
        var predicted = SdrTheory.FalseMatchProbability(cells, active, 24, 12);
        AssertNear(predicted, result.Matches(12) / (double)result.Comparisons, Math.Sqrt(predicted * (1 - predicted) / result.Comparisons));
    }

    [Theory]
    [InlineData(12, 64)]
    [InlineData(16, 45)]
    public void Corrupted_patterns_are_missed_as_often_as_predicted(int threshold, int moved)
    {
        var result = MatchSimulation.CorruptedMatches(6000, 128, 30, moved, 200_000, new RandomStream(2, "simulated"));
        var predicted = SdrTheory.FalseNegativeProbability(128, 30, threshold, moved);
        AssertNear(predicted, result.Misses(threshold) / (double)result.Comparisons, Math.Sqrt(predicted * (1 - predicted) / result.Comparisons));
        Assert.Equal(0, result.Misses(Math.Max(0, 30 - moved)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    public void Unions_match_as_often_as_the_exact_mixture_says(int patterns)
    {
        var result = MatchSimulation.UnionMatches(4000, 40, 30, patterns, 400_000, new RandomStream(3, "simulated"));
        var predicted = SdrTheory.UnionFalseMatch(4000, 40, 30, 15, patterns);
        AssertNear(predicted.Probability, result.Matches(15) / (double)result.Comparisons, Math.Sqrt(MatchSimulation.UnionVariance(predicted, result)));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads_nor_on_how_far_the_stream_was_read()
    {
        var read = new RandomStream(4, "threads");
        _ = read.NextUInt64();
        var alone = MatchSimulation.FalseMatches(200, 20, 20, 4_000_000, new RandomStream(4, "threads"));
        var many = MatchSimulation.FalseMatches(200, 20, 20, 4_000_000, read, threads: 3, TestContext.Current.CancellationToken);
        Assert.Equal(alone.Counts, many.Counts);
        Assert.Equal(4_000_000, alone.Comparisons);
    }

    [Fact]
    public void A_simulation_ends_when_it_is_told_to() => Assert.ThrowsAny<OperationCanceledException>(() =>
        MatchSimulation.FalseMatches(200, 20, 20, 1_000_000, new RandomStream(5, "stop"), stop: new CancellationToken(canceled: true)));

    private static void AssertNear(double expected, double actual, double deviation) =>
        Assert.True(Math.Abs(actual - expected) <= 5 * deviation, FormattableString.Invariant($"Expected {expected} ± {deviation}, got {actual}."));
}
