namespace Glia.Continual;

/// <summary>What a method against forgetting costs beside training itself.</summary>
/// <remarks>The training samples of a run are in <see cref="ContinualResult.ImagesSeen"/>: one gradient each.</remarks>
public sealed record StrategyCost
{
    /// <summary>Nothing.</summary>
    public static StrategyCost None { get; } = new();

    /// <summary>Bytes that the method keeps from step to step: importances, old parameters, projections, stored samples.</summary>
    public long StateBytes { get; init; }

    /// <summary>Samples that the method stores.</summary>
    public long StoredSamples { get; init; }

    /// <summary>Samples whose gradients were computed beyond training, as for a Fisher information.</summary>
    public long GradientSamples { get; init; }

    /// <summary>Samples that went forward through a network beyond training, as for distillation; those with gradients are not counted again.</summary>
    public long ForwardSamples { get; init; }

    /// <summary>Two methods together.</summary>
    public static StrategyCost operator +(StrategyCost first, StrategyCost second) => first.Plus(second);

    /// <summary>Two methods together.</summary>
    public StrategyCost Plus(StrategyCost other) => new()
    {
        StateBytes = StateBytes + other.StateBytes,
        StoredSamples = StoredSamples + other.StoredSamples,
        GradientSamples = GradientSamples + other.GradientSamples,
        ForwardSamples = ForwardSamples + other.ForwardSamples,
    };
}
