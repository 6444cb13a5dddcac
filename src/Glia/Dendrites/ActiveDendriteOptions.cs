namespace Glia.Dendrites;

/// <summary>Constants of an active-dendrite neuron's learning; defaults from the paper's repository.</summary>
public sealed record ActiveDendriteOptions
{
    /// <summary>Permanence of a new synapse, 0 to 1. Default 0.5.</summary>
    public double InitialPermanence { get; init; } = 0.5;

    /// <summary>A synapse counts from this permanence on, 0 to 1. Default 0.15.</summary>
    public double ConnectedPermanence { get; init; } = 0.15;

    /// <summary>What a strengthened synapse gains, 0 to 1. Default 0.02.</summary>
    public double Increment { get; init; } = 0.02;

    /// <summary>What a weakened synapse loses, 0 to 1. Default 0.0125.</summary>
    public double Decrement { get; init; } = 0.0125;

    /// <summary>Synapses that a segment grows onto a pattern, s, or all active cells where these are fewer. Default 20.</summary>
    public int SynapsesPerSegment { get; init; } = 20;

    /// <summary>The neuron fires when its output is at least this. Default 1.</summary>
    public double OutputThreshold { get; init; } = 1;

    internal ActiveDendriteOptions Validated()
    {
        const string permanence = "the largest permanence";
        Bounds.Check(InitialPermanence, 0, 1, permanence);
        Bounds.Check(ConnectedPermanence, 0, 1, permanence);
        Bounds.Check(Increment, 0, 1, permanence);
        Bounds.Check(Decrement, 0, 1, permanence);
        Bounds.CheckNotBelow(SynapsesPerSegment, 1);
        return this;
    }
}
