namespace Glia.Continual;

/// <summary>What a task's lag is measured from.</summary>
public enum RehearsalClock
{
    /// <summary>From the phase in which the task was new, in phases.</summary>
    Phase,

    /// <summary>From the last sample of the task, new or rehearsed, in samples: a renewal process.</summary>
    LastPerformed,
}
