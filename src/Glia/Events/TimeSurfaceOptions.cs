namespace Glia.Events;

/// <summary>How patches of a time surface are made.</summary>
public sealed record TimeSurfaceOptions
{
    /// <summary>The largest patch.</summary>
    public const int LargestPatch = 127;

    /// <summary>Rows and columns of a patch D, odd. Default 11.</summary>
    public int PatchSize { get; init; } = 11;

    /// <summary>Time constant τ in microseconds. Default 30,000.</summary>
    public double TauMicroseconds { get; init; } = 30_000;

    /// <summary>How traces fade. Default exponentially.</summary>
    public SurfaceDecay Decay { get; init; } = SurfaceDecay.Exponential;

    /// <summary>What becomes of events near the border. Default they have no patch.</summary>
    public SurfaceBorder Border { get; init; } = SurfaceBorder.Skip;

    /// <summary>What becomes of polarities. Default each has a surface of its own.</summary>
    public SurfacePolarity Polarity { get; init; } = SurfacePolarity.Separate;

    /// <summary>How many surfaces, and populations of features, there are: 2, or 1 where polarities share one.</summary>
    public int Populations => Polarity == SurfacePolarity.Separate ? 2 : 1;

    /// <summary>Pixels of a patch, D².</summary>
    public int PatchLength => PatchSize * PatchSize;

    internal TimeSurfaceOptions Validated() =>
        PatchSize is < 1 or > LargestPatch || PatchSize % 2 == 0
            ? throw new ArgumentOutOfRangeException(nameof(PatchSize), PatchSize, $"A patch has an odd number of rows, 1 to {LargestPatch}, so that its event is in the middle.")
        : !(TauMicroseconds > 0 && double.IsFinite(TauMicroseconds))
            ? throw new ArgumentOutOfRangeException(nameof(TauMicroseconds), TauMicroseconds, "The time constant of a surface must be positive, in microseconds.")
        : this;

    /// <summary>What to call a population in messages.</summary>
    internal string NameOf(int population) => Polarity == SurfacePolarity.Merged ? "ON and OFF" : population == 0 ? "OFF" : "ON";
}
