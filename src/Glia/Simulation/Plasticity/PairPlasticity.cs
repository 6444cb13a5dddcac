using Glia.Plasticity;

namespace Glia.Simulation.Plasticity;

/// <summary>Pair-based spike-timing-dependent plasticity by traces, all pairs counted; the rule of <see cref="PairStdp"/> on sparse synapses.</summary>
/// <remarks>w ← w − A₋ x_post where a spike arrives (after its own effect), w ← w + A₊ x_pre where the target fires; after each the weight is held in its range.</remarks>
/// <param name="pairs">Sizes, time constants in steps, range of the weights.</param>
public sealed record PairPlasticity(PairStdpOptions pairs) : SynapticPlasticity(pairs);
