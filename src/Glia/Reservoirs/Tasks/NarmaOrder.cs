namespace Glia.Reservoirs.Tasks;

/// <summary>The usual systems of nonlinear autoregressive moving averages.</summary>
public enum NarmaOrder
{
    /// <summary>y' = 0.3 y + 0.05 y Σ(10) + 1.5 u₋₉ u + 0.1 (Atiya and Parlos 2000).</summary>
    Ten = 10,

    /// <summary>y' = tanh(0.3 y + 0.05 y Σ(20) + 1.5 u₋₁₉ u + 0.01).</summary>
    Twenty = 20,

    /// <summary>y' = 0.2 y + 0.04 y Σ(30) + 1.5 u₋₂₉ u + 0.001.</summary>
    Thirty = 30,
}
