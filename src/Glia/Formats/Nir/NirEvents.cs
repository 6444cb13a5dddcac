using Glia.Spikes;

namespace Glia.Formats.Nir;

/// <summary>Spikes of a node's neurons.</summary>
/// <param name="Samples">Each sample's spikes, all of as many units and with the same window from 0.</param>
/// <param name="Values">A value for each spike of each sample, or null.</param>
public sealed record NirEvents(IReadOnlyList<SpikeTrains> Samples, IReadOnlyList<IReadOnlyList<double>>? Values = null) : NirObservable;
