namespace Glia.Continual;

/// <summary>How a <see cref="ConceptShiftStream"/> goes through its images.</summary>
public sealed record ConceptShiftOptions
{
    /// <summary>Samples of a mini-batch. Default 10.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>How often an epoch goes through all images, each time in a new order: with few images, epochs can be as long as with many. Default 1.</summary>
    public int PassesPerEpoch { get; init; } = 1;
}
