namespace Glia.Deltas;

/// <summary>How much of a layer's output is not zero, and what that costs in the layer behind it.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Count">Numbers that are not zero, and all.</param>
/// <param name="DenseOperations">Multiply-accumulates a frame that all numbers of the layer's output cause together.</param>
public sealed record LayerSparsity(string Name, ActivationCount Count, double DenseOperations)
{
    /// <summary>Multiply-accumulates a frame that are left: density · dense ones.</summary>
    public double Operations => Count.Density * DenseOperations;
}
