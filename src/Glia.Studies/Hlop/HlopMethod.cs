namespace Glia.Studies.Hlop;

/// <summary>What an arm does about forgetting.</summary>
public enum HlopMethod
{
    /// <summary>Nothing.</summary>
    Sequential,

    /// <summary>Hebbian learning based orthogonal projection.</summary>
    Hlop,

    /// <summary>HLOP, and after each task one pass over 50 stored samples a class and task.</summary>
    HlopWithReplay,

    /// <summary>That pass alone.</summary>
    Replay,

    /// <summary>Projection away from random directions, as many as HLOP learns: a control.</summary>
    RandomSubspace,

    /// <summary>All tasks mixed: the upper bound.</summary>
    Joint,

    /// <summary>Elastic weight consolidation.</summary>
    Ewc,

    /// <summary>Gradient projection memory: the subspace of stored samples' activity, by singular values.</summary>
    Gpm,

    /// <summary>Orthogonal gradient descent.</summary>
    Ogd,
}
