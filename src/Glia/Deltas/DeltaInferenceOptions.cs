namespace Glia.Deltas;

/// <summary>Constants of <see cref="DeltaInference"/>.</summary>
public sealed record DeltaInferenceOptions
{
    /// <summary>After so many frames without a reset all sums are computed anew, which takes away what rounding has added up; 0 for never. Default 10,000.</summary>
    public int RecomputeInterval { get; init; } = 10_000;

    /// <summary>A frame that costs so many times what the clip's later frames cost on average, and changes a quarter of the input or more, is called a scene cut. Default 3.</summary>
    public double SceneCutFactor { get; init; } = 3;

    internal DeltaInferenceOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(RecomputeInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(SceneCutFactor, 1);
        return this;
    }
}
