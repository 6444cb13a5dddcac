using Glia.Formats;

namespace Glia.Events;

/// <summary>How an event camera films a still image in saccades.</summary>
public sealed record SaccadeOptions
{
    /// <summary>Pixels of the camera. Default 34 × 34, as N-MNIST: an image of 28 × 28 and the room that it moves in.</summary>
    public SensorSize Sensor { get; init; } = new(34, 34);

    /// <summary>How far the corners of the path lie from the middle, in pixels. Default 3.</summary>
    public double Amplitude { get; init; } = 3;

    /// <summary>Length of one of the three saccades in microseconds. Default 100,000.</summary>
    public int SaccadeMicroseconds { get; init; } = 100_000;

    /// <summary>Rest after each saccade in microseconds. Default 5,000.</summary>
    public int RestMicroseconds { get; init; } = 5_000;

    /// <summary>Time between two computed images in microseconds; between them the logarithm of the brightness is a line. Default 1,000.</summary>
    public int StepMicroseconds { get; init; } = 1_000;

    /// <summary>What is added to a brightness of 0 to 1 before its logarithm is taken. Default 0.1.</summary>
    public double DarkBrightness { get; init; } = 0.1;

    /// <summary>Change of the logarithm that makes an event. Default 0.4.</summary>
    public double Threshold { get; init; } = 0.4;

    /// <summary>Standard deviation of the threshold over pixels and polarities, relative. Default 0.03.</summary>
    public double ThresholdDeviation { get; init; } = 0.03;

    /// <summary>Time after an event in which a pixel is blind, and after which it begins anew, in microseconds. Default 1,000.</summary>
    public int RefractoryMicroseconds { get; init; } = 1_000;

    /// <summary>Events of a pixel a second that nothing causes, of either polarity. Default 0.1.</summary>
    public double NoiseHertz { get; init; } = 0.1;

    /// <summary>Length of a film in microseconds.</summary>
    public long Duration => 3L * (SaccadeMicroseconds + RestMicroseconds);

    internal SaccadeOptions Validated()
    {
        Sensor.Validated();
        Positive(SaccadeMicroseconds, nameof(SaccadeMicroseconds));
        Positive(StepMicroseconds, nameof(StepMicroseconds));
        Positive(DarkBrightness, nameof(DarkBrightness));
        Positive(Threshold, nameof(Threshold));
        NotNegative(RestMicroseconds, nameof(RestMicroseconds));
        NotNegative(RefractoryMicroseconds, nameof(RefractoryMicroseconds));
        NotNegative(Amplitude, nameof(Amplitude));
        NotNegative(NoiseHertz, nameof(NoiseHertz));
        return ThresholdDeviation is >= 0 and <= 0.3 ? this
            : throw new ArgumentOutOfRangeException(nameof(ThresholdDeviation), ThresholdDeviation, "Thresholds may differ by 0 to 0.3 of their size, so that none becomes 0.");
    }

    private static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"SaccadeOptions.{name} must be positive.");
        }
    }

    private static void NotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"SaccadeOptions.{name} must not be negative.");
        }
    }
}
