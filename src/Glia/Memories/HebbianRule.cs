namespace Glia.Memories;

/// <summary>What is known about the examples that a memory learns from.</summary>
public enum HebbianRule
{
    /// <summary>Which pattern each example shows: the couplings are those of the examples' averages.</summary>
    Supervised,

    /// <summary>Nothing: every example is stored by itself.</summary>
    Unsupervised,
}
