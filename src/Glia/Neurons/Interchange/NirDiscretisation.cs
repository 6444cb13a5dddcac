namespace Glia.Neurons.Interchange;

/// <summary>How the continuous dynamics of a NIR node become steps of length dt.</summary>
public enum NirDiscretisation
{
    /// <summary>Euler steps, 1/τ = dt/τ: what snnTorch and Norse compute, so that their graphs give back their numbers.</summary>
    Euler,

    /// <summary>Exact between inputs, 1/τ = 1 − exp(−dt/τ).</summary>
    Exponential,
}
