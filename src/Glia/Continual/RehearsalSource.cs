namespace Glia.Continual;

/// <summary>What the extra samples of a phase are of.</summary>
public enum RehearsalSource
{
    /// <summary>Earlier tasks: rehearsal.</summary>
    EarlierTasks,

    /// <summary>The phase's own task: a control with the same budget and no rehearsal.</summary>
    CurrentTask,
}
