namespace Glia.Deltas;

/// <summary>Which units of a layer share a quantisation step.</summary>
public enum StepGranularity
{
    /// <summary>One step for the whole layer.</summary>
    Layer,

    /// <summary>One step a channel (the paper's default); for units without places, one a unit.</summary>
    Channel,

    /// <summary>One step a unit.</summary>
    Neuron,
}
