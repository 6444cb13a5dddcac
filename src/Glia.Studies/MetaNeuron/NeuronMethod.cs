namespace Glia.Studies.MetaNeuron;

/// <summary>What is learned, and by which rule; or what is decided without learning a network.</summary>
public enum NeuronMethod
{
    /// <summary>Leaky neurons, surrogate gradients on weights.</summary>
    Weights,

    /// <summary>Leaky neurons, surrogate gradients on weights, time constants, thresholds and reset potentials.</summary>
    WeightsAndConstants,

    /// <summary>Leaky neurons, surrogate gradients on constants; all weights stay random.</summary>
    ConstantsOnly,

    /// <summary>Meta neurons with their default constants, surrogate gradients on weights.</summary>
    MetaWeights,

    /// <summary>Meta neurons, surrogate gradients on weights and the four constants.</summary>
    MetaWeightsAndConstants,

    /// <summary>Logistic regression on the counts of spikes.</summary>
    Counts,

    /// <summary>Tempotron on latency patterns, weights.</summary>
    Tempotron,

    /// <summary>Tempotron on latency patterns, weights, time constant and threshold.</summary>
    TempotronAndConstants,

    /// <summary>Spike-timing-dependent plasticity, weights.</summary>
    Stdp,

    /// <summary>Spike-timing-dependent plasticity, homeostatic thresholds, time constant by local search.</summary>
    StdpAndConstants,

    /// <summary>Complexity against rate of single long trains that differ in bursts.</summary>
    LongBursts,

    /// <summary>Complexity against rate of single long trains that differ in rate.</summary>
    LongRates,

    /// <summary>Complexity against the entropy rate in closed form.</summary>
    EntropyRates,
}
