namespace Glia.Formats.Nir;

/// <summary>A quantity at every time step, or 0 and 1 for spikes.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Steps">How many time steps.</param>
/// <param name="Neurons">How many neurons.</param>
/// <param name="Values">[samples, steps, neurons], row-major.</param>
/// <param name="StepSeconds">dt in seconds.</param>
public sealed record NirTimeGrid(int Samples, int Steps, int Neurons, double[] Values, double StepSeconds) : NirObservable;
