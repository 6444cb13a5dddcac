namespace Glia.Formats;

/// <summary>What the times in a file count from.</summary>
internal enum EventClock
{
    /// <summary>The beginning of the recording.</summary>
    Recording,

    /// <summary>Some moment before it: when the camera was switched on, or 1970.</summary>
    Camera,
}
