namespace Glia.Deltas;

/// <summary>The sparsity of a network, layer by layer.</summary>
/// <remarks>Whether densities are of activations or of their changes depends on the layers (<see cref="SparseActivation"/>): say which where you compare them.</remarks>
/// <param name="Layers">The layers, input first.</param>
public sealed record ActivationSparsity(IReadOnlyList<LayerSparsity> Layers)
{
    /// <summary>Share of all numbers that are not zero.</summary>
    public double Density => Layers.Aggregate(default(ActivationCount), (sum, layer) => sum + layer.Count).Density;

    /// <summary>Multiply-accumulates a frame if nothing is skipped.</summary>
    public double DenseOperations => Layers.Sum(layer => layer.DenseOperations);

    /// <summary>Multiply-accumulates a frame that are left.</summary>
    public double Operations => Layers.Sum(layer => layer.Operations);

    /// <summary>Density weighted by what a number costs: operations left over dense operations.</summary>
    public double WeightedDensity => DenseOperations == 0 ? 0 : Operations / DenseOperations;
}
