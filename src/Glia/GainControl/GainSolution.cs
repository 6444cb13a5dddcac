using MathNet.Numerics.LinearAlgebra;

namespace Glia.GainControl;

/// <summary>Gains that minimise an objective.</summary>
/// <param name="Gains">One a neuron.</param>
/// <param name="Value">The objective there.</param>
/// <param name="LargestGradient">Largest magnitude of the gradient there; near 0 inside the stability limit.</param>
/// <param name="Iterations">Steps of the solver.</param>
public sealed record GainSolution(Vector<double> Gains, double Value, double LargestGradient, int Iterations);
