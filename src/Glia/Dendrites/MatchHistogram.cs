namespace Glia.Dendrites;

/// <summary>How often each overlap came up in simulated comparisons of segments with patterns.</summary>
/// <param name="Counts">Element b: comparisons with exactly b active synapses; the last element is the largest overlap possible.</param>
/// <param name="PatternsPerSegment">With how many patterns each segment was compared (and so counts of unequal segments hang together).</param>
public sealed record MatchHistogram(IReadOnlyList<long> Counts, int PatternsPerSegment)
{
    /// <summary>Number of comparisons.</summary>
    public long Comparisons => Counts.Sum();

    /// <summary>Comparisons with at least so many active synapses.</summary>
    /// <param name="threshold">The threshold θ, not negative.</param>
    public long Matches(int threshold) => Counts.Skip(threshold).Sum();

    /// <summary>Comparisons with fewer active synapses.</summary>
    /// <param name="threshold">The threshold θ, not negative.</param>
    public long Misses(int threshold) => Counts.Take(threshold).Sum();
}
