namespace Glia.Anytime;

/// <summary>One point of a trade-off curve.</summary>
/// <param name="Threshold">The threshold c_th.</param>
/// <param name="MeanLatency">Mean step at which samples stop.</param>
/// <param name="Accuracy">Share of samples that are right when they stop.</param>
public readonly record struct StoppingPoint(double Threshold, double MeanLatency, double Accuracy);
