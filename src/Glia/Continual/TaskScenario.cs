namespace Glia.Continual;

/// <summary>What a network must infer at test time (van de Ven and Tolias).</summary>
public enum TaskScenario
{
    /// <summary>The task is not given and not needed: all tasks share the same classes and one head.</summary>
    DomainIncremental,

    /// <summary>The task is not given and must be inferred: one head over all classes.</summary>
    ClassIncremental,

    /// <summary>The task is given: each has a head of its own, that is, only its own classes' outputs are trained and asked.</summary>
    TaskIncremental,
}
