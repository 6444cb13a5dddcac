namespace Glia.Memories;

/// <summary>What a memory recalls.</summary>
public enum RecallPhase
{
    /// <summary>Nothing: too much noise.</summary>
    None,

    /// <summary>One pattern.</summary>
    One,

    /// <summary>Several patterns, some more than others.</summary>
    Graded,

    /// <summary>All patterns, equally.</summary>
    Parallel,
}
