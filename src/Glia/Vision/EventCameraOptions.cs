namespace Glia.Vision;

/// <summary>How an event camera is simulated.</summary>
public sealed record EventCameraOptions
{
    /// <summary>Threshold θ, in the unit that <see cref="Threshold"/> says; default 1.</summary>
    public double Selectivity { get; init; } = 1;

    /// <summary>The unit of the threshold.</summary>
    public EventThreshold Threshold { get; init; } = EventThreshold.Relative;

    /// <summary>What a pixel remembers between frames.</summary>
    public EventResidual Residual { get; init; } = EventResidual.LastEvent;

    /// <summary>Frames after an event in which the pixel has none; default 0.</summary>
    public int RefractorySteps { get; init; }

    internal EventCameraOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Selectivity, nameof(Selectivity));
        ArgumentOutOfRangeException.ThrowIfNegative(RefractorySteps, nameof(RefractorySteps));
        return this;
    }
}
