namespace Glia.Synapses;

/// <summary>Spikes that hidden motifs caused, and when each motif was there.</summary>
/// <param name="Spikes">The spikes: neurons are channels.</param>
/// <param name="Motifs">The motif of each occurrence.</param>
/// <param name="Times">The step at which each occurrence ends, in order.</param>
public sealed record MotifRaster(SpatioTemporalEvents Spikes, IReadOnlyList<int> Motifs, IReadOnlyList<int> Times);
