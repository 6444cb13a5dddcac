using System.ComponentModel.DataAnnotations;

namespace Glia.Dendrites;

/// <summary>Constants of an active-dendrite neuron's learning; defaults from the paper's repository.</summary>
public sealed record ActiveDendriteOptions
{
    /// <summary>Permanence of a new synapse.</summary>
    public double InitialPermanence { get; init; } = 0.5;

    /// <summary>A synapse counts from this permanence on.</summary>
    public double ConnectedPermanence { get; init; } = 0.15;

    /// <summary>What a strengthened synapse gains.</summary>
    [Range(0, 1)]
    public double Increment { get; init; } = 0.02;

    /// <summary>What a weakened synapse loses.</summary>
    [Range(0, 1)]
    public double Decrement { get; init; } = 0.0125;

    /// <summary>Synapses that a segment grows onto a pattern.</summary>
    [Range(1, int.MaxValue)]
    public int SynapsesPerSegment { get; init; } = 20;

    /// <summary>The neuron answers "mine" when its output is at least this.</summary>
    public double OutputThreshold { get; init; } = 1;
}
