using Glia.Plasticity;

namespace Glia.Simulation.Plasticity;

/// <summary>How spikes change the weights of a projection. Time constants are in steps.</summary>
/// <remarks>A presynaptic spike counts when it arrives, after the projection's delay, which is the same for all its synapses. Spikes that arrive and are fired in the same step make no pair.</remarks>
public abstract record SynapticPlasticity
{
    private protected SynapticPlasticity(PairStdpOptions pairs) => Pairs = pairs;

    /// <summary>What a pair of spikes does, and the range of the weights.</summary>
    public PairStdpOptions Pairs { get; }
}
