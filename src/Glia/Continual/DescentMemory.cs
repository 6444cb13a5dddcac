namespace Glia.Continual;

/// <summary>What becomes of an optimiser's running averages between two tasks.</summary>
public enum DescentMemory
{
    /// <summary>They begin anew with each task, as in GPM and HLOP.</summary>
    NewPerTask,

    /// <summary>They are carried on, as in Avalanche.</summary>
    Carried,
}
