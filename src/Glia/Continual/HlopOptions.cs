using Glia.Subspaces;

namespace Glia.Continual;

/// <summary>Options of <see cref="HebbianOrthogonalProjection"/>. Defaults are those of Xiao et al. 2024 for permuted MNIST.</summary>
public sealed record HlopOptions
{
    /// <summary>Rows a task and layer.</summary>
    public SubspaceSizes Sizes { get; init; } = new();

    /// <summary>How the first layer's subspace learns. Default a rate of 0.001.</summary>
    public OjaSubspaceOptions Input { get; init; } = new() { LearningRate = 0.001 };

    /// <summary>How the other layers' subspaces learn. Default a rate of 0.01.</summary>
    public OjaSubspaceOptions Hidden { get; init; } = new();

    /// <summary>Where the directions come from. Default learned; random ones are a control.</summary>
    public SubspaceSource Source { get; init; } = SubspaceSource.Learned;

    /// <summary>Whether the classifier's updates are projected as well, as they must be where all tasks share one head. Default true.</summary>
    public bool ProjectsClassifier { get; init; } = true;
}
