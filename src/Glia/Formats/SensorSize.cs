using Glia.Spikes;

namespace Glia.Formats;

/// <summary>How many pixels an event camera has.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct SensorSize(int Width, int Height)
{
    /// <summary>DVS128, and the DVS128 Gesture data set.</summary>
    public static SensorSize Dvs128 { get; } = new(128, 128);

    /// <summary>DAVIS240.</summary>
    public static SensorSize Davis240 { get; } = new(240, 180);

    /// <summary>DAVIS346.</summary>
    public static SensorSize Davis346 { get; } = new(346, 260);

    internal SensorSize Validated() => Width is >= 1 and <= CameraEvents.LargestSide && Height is >= 1 and <= CameraEvents.LargestSide ? this
        : throw new ArgumentException($"A sensor has 1 to {CameraEvents.LargestSide} columns and rows; got {Width} × {Height}.");
}
