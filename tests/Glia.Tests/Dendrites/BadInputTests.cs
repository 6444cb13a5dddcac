using Glia.Dendrites;
using Glia.Random;

namespace Glia.Tests.Dendrites;

/// <summary>What is refused, and what the refusal says.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, Action> Refused => new()
    {
        { "cells must be at least 1; got 0.", () => SdrTheory.FalseMatchProbability(0, 0, 0, 0) },
        { "active must be from 0 to 100 (the cells of the population); got 101.", () => SdrTheory.FalseMatchProbability(100, 101, 10, 5) },
        { "synapses must be from 0 to 100 (the cells of the population); got 101.", () => SdrTheory.FalseMatchProbability(100, 10, 101, 5) },
        { "threshold must be at least 0; got -1.", () => SdrTheory.LogFalseMatchProbability(100, 10, 10, -1) },
        { "The segment must be a subsample of the pattern: s <= a. The pattern has 20 active cells; got 30 synapses.", () => SdrTheory.FalseNegativeProbability(20, 30, 5, 2) },
        { "moved must be from 0 to 20 (the active cells); got 21.", () => SdrTheory.FalseNegativeProbability(20, 10, 5, 21) },
        { "segments must be at least 0; got -1.", () => SdrTheory.AnyFalseMatch(0.1, -1) },
        { "segments must be at least 0; got NaN.", () => SdrTheory.AnyFalseMatch(0.1, double.NaN) },
        { "probability must be from 0 to 1; got 2.", () => SdrTheory.UnionBound(2, 3) },
        { "patterns must be at least 0; got -1.", () => SdrTheory.UnionSizeDistribution(100, 10, -1) },
        { "patterns must be at least 0; got -2.", () => SdrTheory.ExpectedUnionSize(100, 10, -2) },
        { "target must be a probability above 0 and at most 1; got 0.", () => SdrTheory.MinimumThreshold(100, 10, 10, 0) },
        { "noise must be from 0 to 1 (a fraction); got 1.5.", () => SdrTheory.MinimumSynapses(100, 10, 0.1, 1.5) },
        { "sparsity must be a fraction, at least 0 and below 1; got 2. Was a count of 2 active cells meant, or 2 % (0.02)?", () => SegmentSetting.ActiveCells(1000, 2) },
        { "active must be from 0 to 9 (the last cell); got 10.", () => _ = new Sdr(10, [10]) },
        { "cells must be at least 1; got 0.", () => _ = new Sdr(0, ReadOnlySpan<int>.Empty) },
        { "cell must be from 0 to 9 (the last cell); got -1.", () => _ = new Sdr(10, [1])[-1] },
        { "active must be from 0 to 10 (the cells of the population); got 11.", () => SdrGenerator.Uniform(10, 11, new RandomStream(1, "t")) },
        { "synapses must be from 0 to 1 (the active cells); got 2.", () => new Sdr(10, [3]).Subsample(2, new RandomStream(1, "t")) },
        { "moved must be from 0 to 2 (the inactive cells); got 3.", () => new Sdr(5, [0, 1, 2]).AddNoise(3, new RandomStream(1, "t")) },
        { "Scale must be greater than 0; got 0.", () => _ = new SegmentNonlinearity.Sigmoid(10, 0) },
        { "Increment must be from 0 to 1 (the largest permanence); got 2.", () => _ = new ActiveDendriteNeuron([new Sdr(9, [1])], new SegmentNonlinearity.Threshold(1), new RandomStream(1, "t"), new() { Increment = 2 }) },
        { "comparisons must be at least 1; got 0.", () => MatchSimulation.FalseMatches(100, 10, 10, 0, new RandomStream(1, "t")) },
        { "synapses must be from 0 to 10 (the active cells: a segment is a subsample of the pattern); got 11.", () => MatchSimulation.CorruptedMatches(100, 10, 11, 2, 10, new RandomStream(1, "t")) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_number_outside_its_range_is_refused_with_the_number_and_the_range(string message, Action refused) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(refused).Message, StringComparison.Ordinal);

    [Fact]
    public void A_threshold_above_what_can_overlap_gives_zero_and_says_so()
    {
        var setting = new SegmentSetting(1000, 5, 20, 6);
        Assert.Equal(0, setting.FalseMatchProbability);
        Assert.Equal(double.NegativeInfinity, SdrTheory.LogFalseMatchProbability(1000, 5, 20, 6));
        Assert.StartsWith("The threshold exceeds what can overlap: at most min(a, s) = 5", setting.Remark, StringComparison.Ordinal);
        Assert.Empty((setting with { Threshold = 5 }).Remark);
    }

    [Fact]
    public void Patterns_of_different_populations_are_refused()
    {
        var (small, large) = (new Sdr(10, [1]), new Sdr(11, [1]));
        Assert.Contains("populations of 10 and 11", Assert.Throws<ArgumentException>(() => small.Overlap(large)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => small.Union(large));
        Assert.Throws<ArgumentException>(() => new SdrTable([small, large]));
        Assert.Throws<ArgumentException>(() => new SdrTable([]));
        Assert.Throws<ArgumentException>(() => new SdrTable([small]).Matches(large, 1));
        Assert.Throws<ArgumentException>(() => new SdrTable([small]).Overlaps(small, new int[2]));
        Assert.Throws<ArgumentException>(() => Sdr.Overlap([1UL], [1UL, 2UL]));
        Assert.Throws<ArgumentException>(() => new ActiveDendriteNeuron([small], new SegmentNonlinearity.Threshold(1), new RandomStream(1, "t")).Output(large));
        Assert.Throws<ArgumentException>(() => SdrGenerator.Correlated(10, 5, [], new RandomStream(1, "t")));
    }
}
