namespace Glia.Vision;

/// <summary>The envelope of a motion cloud in space and time.</summary>
public sealed record MotionCloudOptions
{
    /// <summary>Velocity to the right in pixels per frame.</summary>
    public double VelocityX { get; init; }

    /// <summary>Velocity downwards in pixels per frame.</summary>
    public double VelocityY { get; init; }

    /// <summary>Spread of the velocity, B_V, in pixels per frame; default 0.5.</summary>
    public double VelocityBandwidth { get; init; } = 0.5;

    /// <summary>Spatial frequency f₀ in cycles per pixel; default 0.125.</summary>
    public double Frequency { get; init; } = 0.125;

    /// <summary>Spread of the spatial frequency in cycles per pixel, B_f; default 0.1.</summary>
    public double FrequencyBandwidth { get; init; } = 0.1;

    /// <summary>Direction of the spatial frequency θ in radians: stripes stand at right angles to it.</summary>
    public double Orientation { get; init; }

    /// <summary>Spread of the orientation B_θ in radians; infinite (the default) for a texture without any.</summary>
    public double OrientationBandwidth { get; init; } = double.PositiveInfinity;

    internal MotionCloudOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(VelocityBandwidth, nameof(VelocityBandwidth));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Frequency, nameof(Frequency));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FrequencyBandwidth, nameof(FrequencyBandwidth));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(OrientationBandwidth, nameof(OrientationBandwidth));
        return this;
    }
}
