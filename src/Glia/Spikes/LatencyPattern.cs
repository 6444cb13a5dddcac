namespace Glia.Spikes;

/// <summary>Spike times of some afferents, and the class that the pattern belongs to.</summary>
/// <param name="Times">Times in milliseconds, ascending.</param>
/// <param name="Afferents">The afferent of each spike.</param>
/// <param name="IsTarget">Whether a neuron should answer the pattern with a spike.</param>
public sealed record LatencyPattern(double[] Times, int[] Afferents, bool IsTarget);
