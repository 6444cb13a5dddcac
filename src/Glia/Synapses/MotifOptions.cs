namespace Glia.Synapses;

/// <summary>Motifs and the rasters that they make.</summary>
public sealed record MotifOptions
{
    /// <summary>Neurons N; default 128.</summary>
    public int Neurons { get; init; } = 128;

    /// <summary>Motifs M; default 144.</summary>
    public int Motifs { get; init; } = 144;

    /// <summary>Delays D; default 31.</summary>
    public int Delays { get; init; } = 31;

    /// <summary>Scale of the evidence that a synapse carries; default 4.</summary>
    public double Excitability { get; init; } = 4;

    /// <summary>Fraction of synapses that a motif has; default 0.05.</summary>
    public double Density { get; init; } = 0.05;

    /// <summary>Probability of a spike of a neuron at a step without any motif; default 0.001.</summary>
    public double BackgroundRate { get; init; } = 0.001;

    /// <summary>Probability of a motif at a step; default 0.001.</summary>
    public double MotifRate { get; init; } = 0.001;

    internal MotifOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Neurons, 1, nameof(Neurons));
        ArgumentOutOfRangeException.ThrowIfLessThan(Motifs, 1, nameof(Motifs));
        ArgumentOutOfRangeException.ThrowIfLessThan(Delays, 1, nameof(Delays));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Excitability, nameof(Excitability));
        return Density is > 0 and <= 0.5 && BackgroundRate is > 0 and < 1 && MotifRate is >= 0 and <= 1
            ? this
            : throw new ArgumentException(FormattableString.Invariant(
                $"MotifOptions: Density must be above 0 and at most 0.5, rates must be probabilities (the background's above 0 and below 1); got {Density}, {BackgroundRate}, {MotifRate}."));
    }
}
