namespace Glia.Vision;

/// <summary>What a pixel of an event camera remembers between frames.</summary>
public enum EventResidual
{
    /// <summary>Its last event alone, r = change − θ·last event, as the notebook of Grimaldi and Perrinet has it.</summary>
    LastEvent,

    /// <summary>All change since its last event, as their paper words it: r grows by each change and falls by θ with each event.</summary>
    Accumulate,
}
