namespace Glia.Reservoirs;

/// <summary>Constants of inhibitory homeostasis.</summary>
public sealed record InhibitoryHomeostasisOptions
{
    /// <summary>Stretches with their rates δ. Default 2,000 steps at 3·10⁻³ and 2,000 at 10⁻³.</summary>
    public IReadOnlyList<AdaptationStage> Stages { get; init; } = [new(2000, 3e-3), new(2000, 1e-3)];

    /// <summary>No inhibitory weight falls below this, so that it can grow again. Default 10⁻⁶.</summary>
    public double Floor { get; init; } = 1e-6;

    /// <summary>What a weight's change depends on. Default the receiving neuron alone.</summary>
    public HomeostasisVariant Variant { get; init; } = HomeostasisVariant.PostOnly;
}
