namespace Glia.Studies.PowerLawRehearsal;

/// <summary>What an arm does about forgetting.</summary>
public enum RehearsalMethod
{
    /// <summary>Nothing.</summary>
    Naive,

    /// <summary>Nothing, with as many extra samples of the current task as others rehearse.</summary>
    ExtraOfCurrent,

    /// <summary>All tasks mixed: the upper bound.</summary>
    Joint,

    /// <summary>Rehearsal with w(L) = L^(−α).</summary>
    PowerLaw,

    /// <summary>Rehearsal with w(L) = 1.</summary>
    Uniform,

    /// <summary>Rehearsal with w(L) = e^(−λ(L−1)).</summary>
    Exponential,

    /// <summary>Rehearsal of the last task only.</summary>
    MostRecent,

    /// <summary>A strategy of the arm's name, with a strength; no rehearsal.</summary>
    Strategy,
}
