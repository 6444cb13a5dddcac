namespace Glia.Complexity;

/// <summary>The values of one class, as a one-number decision knows them.</summary>
/// <param name="Label">The class.</param>
/// <param name="Mean">Mean of its values.</param>
/// <param name="StandardDeviation">Their standard deviation (n − 1).</param>
/// <param name="Count">How many there were.</param>
public readonly record struct ClassStatistics(int Label, double Mean, double StandardDeviation, int Count);
