using Glia.Random;
using Glia.Simulation.Plasticity;

namespace Glia.Simulation.Connections;

/// <summary>The synapses of a projection. What the rule lists itself (weights, delays) goes before what stands here.</summary>
/// <param name="Rule">Which cells are connected.</param>
public sealed record ProjectionOptions(ConnectionRule Rule)
{
    /// <summary>Name of the target's receptor; null (the default): its only one.</summary>
    public string? Receptor { get; init; }

    /// <summary>Weight of all synapses, in units of the receptor. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Draws the weight of each synapse; null (the default): all have <see cref="Weight"/>, which takes half the memory.</summary>
    public Func<RandomStream, double>? DrawWeight { get; init; }

    /// <summary>Delay of all synapses in steps, 1 to 255: a spike of step t is input of step t + delay. Default 1, the next step.</summary>
    public int Delay { get; init; } = 1;

    /// <summary>Draws the delay of each synapse; null (the default): all have <see cref="Delay"/>.</summary>
    public Func<RandomStream, int>? DrawDelay { get; init; }

    /// <summary>How spikes change the weights; null (the default): they do not.</summary>
    public SynapticPlasticity? Plasticity { get; init; }
}
