namespace Glia.Vision;

/// <summary>What an event camera's threshold is measured in.</summary>
public enum EventThreshold
{
    /// <summary>Standard deviations of the changes between the frames of the whole movie.</summary>
    Relative,

    /// <summary>The movie's own unit of brightness.</summary>
    Absolute,
}
