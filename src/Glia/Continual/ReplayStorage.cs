namespace Glia.Continual;

/// <summary>When a stream's samples are shown to a replay buffer.</summary>
public enum ReplayStorage
{
    /// <summary>Right after the step that trained on them (online; the memory may hold samples of the current task).</summary>
    EachStep,

    /// <summary>All samples of a task when it has ended, in random order, as Avalanche does.</summary>
    TaskEnd,
}
