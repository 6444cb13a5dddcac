using Glia.Spikes;

namespace Glia.Data;

/// <summary>A recording of spikes and what it is of.</summary>
/// <param name="Spikes">The spikes.</param>
/// <param name="Label">The class, from 0.</param>
/// <param name="Speaker">Who speaks or moves: recordings of one speaker are not independent.</param>
public sealed record LabelledSpikes(SpikeTrains Spikes, int Label, string Speaker);
