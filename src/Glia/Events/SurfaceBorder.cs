namespace Glia.Events;

/// <summary>What becomes of an event whose patch reaches out of the sensor.</summary>
public enum SurfaceBorder
{
    /// <summary>It marks the surface but has no patch.</summary>
    Skip,

    /// <summary>Its patch is filled up with pixels that never had an event.</summary>
    Pad,
}
