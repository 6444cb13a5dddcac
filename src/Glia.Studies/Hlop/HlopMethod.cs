namespace Glia.Studies.Hlop;

/// <summary>What an arm does about forgetting.</summary>
public enum HlopMethod
{
    /// <summary>Nothing.</summary>
    Sequential,

    /// <summary>Hebbian learning based orthogonal projection.</summary>
    Hlop,

    /// <summary>Projection away from random directions, as many as HLOP learns: a control.</summary>
    RandomSubspace,

    /// <summary>All tasks mixed: the upper bound.</summary>
    Joint,

    /// <summary>Elastic weight consolidation.</summary>
    Ewc,
}
