namespace Glia.Plasticity;

/// <summary>How a tempotron answers a pattern.</summary>
/// <param name="Potential">Highest potential on the grid.</param>
/// <param name="AtMs">Its time in milliseconds.</param>
/// <param name="Fires">Whether the threshold was reached.</param>
/// <param name="SpikesArrived">How many of the pattern's spikes had arrived by then, those not shunted.</param>
public readonly record struct TempotronResponse(double Potential, double AtMs, bool Fires, int SpikesArrived);
