namespace Glia.Lab.Figures;

/// <summary>One spike of a raster.</summary>
/// <param name="Time">When, in the unit of the horizontal axis.</param>
/// <param name="Neuron">Which neuron, from 0.</param>
public readonly record struct Spike(double Time, int Neuron);
