namespace Glia.Studies.MotionDelays;

/// <summary>Where the study's images come from.</summary>
public enum ImageSource
{
    /// <summary>Images of discs that cover each other, drawn anew for each seed.</summary>
    DeadLeaves,

    /// <summary>Photographs of a folder that the user names.</summary>
    Photographs,
}
