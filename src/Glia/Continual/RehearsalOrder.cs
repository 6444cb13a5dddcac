namespace Glia.Continual;

/// <summary>Where a phase's rehearsal stands.</summary>
public enum RehearsalOrder
{
    /// <summary>Behind the new task's samples; each block is shuffled in itself.</summary>
    After,

    /// <summary>Mixed with the new task's samples.</summary>
    Interleaved,
}
