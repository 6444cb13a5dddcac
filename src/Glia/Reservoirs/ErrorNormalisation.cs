namespace Glia.Reservoirs;

/// <summary>Whether a rule divides its step by the energy of the presynaptic activity.</summary>
public enum ErrorNormalisation
{
    /// <summary>Not: everything in a step is known at the synapse.</summary>
    None,

    /// <summary>By ε + |x|², which a pool of neurons that listens to all of them could supply.</summary>
    PopulationEnergy,
}
