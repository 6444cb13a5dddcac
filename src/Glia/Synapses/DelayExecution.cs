namespace Glia.Synapses;

/// <summary>How a layer with delays computes.</summary>
public enum DelayExecution
{
    /// <summary>With the profile at the positions as they are: weights and positions have gradients.</summary>
    Smooth,

    /// <summary>With whole delays, one step a tap: what hardware or the event-driven layer computes. Weights have gradients, positions none.</summary>
    Rounded,
}
