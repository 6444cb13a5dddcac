namespace Glia.Synapses;

/// <summary>What has a delay of its own.</summary>
public enum DelayScope
{
    /// <summary>Every synapse: positions [taps, inputs, outputs].</summary>
    Synaptic,

    /// <summary>Every input, as along an axon: positions [taps, inputs, 1].</summary>
    Axonal,

    /// <summary>Every output, as along a dendrite: positions [taps, 1, outputs].</summary>
    Dendritic,
}
