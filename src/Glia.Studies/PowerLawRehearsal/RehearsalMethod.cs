namespace Glia.Studies.PowerLawRehearsal;

/// <summary>What a run does against forgetting.</summary>
public enum RehearsalMethod
{
    /// <summary>Nothing: each task once.</summary>
    Naive,

    /// <summary>Nothing, but as many extra samples of the current task as others rehearse: the budget's control.</summary>
    CurrentTask,

    /// <summary>All tasks mixed: the upper bound.</summary>
    Joint,

    /// <summary>Rehearsal with a power law of the lag.</summary>
    PowerLaw,

    /// <summary>Rehearsal with an exponential of the lag.</summary>
    Exponential,

    /// <summary>Rehearsal of all earlier tasks alike.</summary>
    Uniform,

    /// <summary>Rehearsal of the last task only.</summary>
    MostRecent,

    /// <summary>Elastic weight consolidation.</summary>
    Ewc,

    /// <summary>Synaptic intelligence.</summary>
    SynapticIntelligence,

    /// <summary>Learning without forgetting.</summary>
    Lwf,
}
