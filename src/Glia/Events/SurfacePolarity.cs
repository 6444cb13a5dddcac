namespace Glia.Events;

/// <summary>What a time surface makes of the two polarities.</summary>
public enum SurfacePolarity
{
    /// <summary>OFF and ON have a surface, and features, of their own: population 0 is OFF, 1 is ON.</summary>
    Separate,

    /// <summary>One surface of both: the trace of an OFF event is negative.</summary>
    Merged,
}
