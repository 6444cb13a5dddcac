namespace Glia.Identification;

/// <summary>How a model of a neuron is evaluated on recordings.</summary>
public sealed record NeuronFitOptions
{
    /// <summary>Length of a window in ms. Default 500.</summary>
    public int WindowMs { get; init; } = 500;

    /// <summary>How much of a window's beginning is left out, in ms, except in a recording's first. Default 150.</summary>
    public int BurnInMs { get; init; } = 150;

    /// <summary>How much of a recording's beginning is left out, in ms. Default 500.</summary>
    public int SkippedMs { get; init; } = 500;

    /// <summary>Recordings with more output spikes are left out. Default 24, as in NeuronIO.</summary>
    public int MostSpikes { get; init; } = 24;

    /// <summary>Windows that are predicted at once. Default 64.</summary>
    public int Batch { get; init; } = 64;

    internal NeuronFitOptions Validated() =>
        WindowMs > BurnInMs && BurnInMs >= 0 && SkippedMs >= 0 && MostSpikes >= 0 && Batch > 0 ? this
        : throw new ArgumentException($"NeuronFitOptions: a window ({WindowMs} ms) must be longer than its burn-in ({BurnInMs} ms), and no number negative.");
}
