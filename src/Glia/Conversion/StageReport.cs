namespace Glia.Conversion;

/// <summary>What one activation of a converted network became.</summary>
/// <param name="Name">The activation's name.</param>
/// <param name="Neurons">Number of neurons.</param>
/// <param name="Threshold">Their threshold, which is also the size of their spikes.</param>
public readonly record struct StageReport(string Name, int Neurons, float Threshold);
