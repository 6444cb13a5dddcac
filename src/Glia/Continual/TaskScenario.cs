namespace Glia.Continual;

/// <summary>What a network must infer at test time (van de Ven and Tolias).</summary>
public enum TaskScenario
{
    /// <summary>The task is not given and not needed: all tasks share the same classes and one head.</summary>
    DomainIncremental,

    /// <summary>The task is not given and must be inferred: one head over all classes so far.</summary>
    ClassIncremental,
}
