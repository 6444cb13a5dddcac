namespace Glia.Dendrites;

/// <summary>A dendritic segment: synapses onto a population, and the number of active ones at which it fires.</summary>
/// <param name="Synapses">The cells that the synapses are on.</param>
/// <param name="Threshold">Active synapses needed, θ.</param>
public sealed record DendriticSegment(Sdr Synapses, int Threshold)
{
    /// <summary>Active synapses under a pattern.</summary>
    public int Overlap(Sdr pattern) => Synapses.Overlap(pattern);

    /// <summary>Whether the pattern makes the segment fire (equation 1).</summary>
    public bool Matches(Sdr pattern) => Overlap(pattern) >= Threshold;
}
