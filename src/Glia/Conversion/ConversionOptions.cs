namespace Glia.Conversion;

/// <summary>How a quantised network becomes a spiking one.</summary>
public sealed record ConversionOptions
{
    /// <summary>Where membranes start, as a share of the threshold. Half a threshold makes the spike count of L steps that of the activation.</summary>
    public double MembraneStart { get; init; } = 0.5;

    /// <summary>Which spikes neurons may emit.</summary>
    public SpikeSigns Signs { get; init; } = SpikeSigns.Positive;

    internal ConversionOptions Validated() => MembraneStart is >= 0 and < 1 ? this : throw new ArgumentOutOfRangeException(
        nameof(MembraneStart), MembraneStart, "MembraneStart must be at least 0 and below 1: a share of the threshold.");
}
