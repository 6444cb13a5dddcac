namespace Glia.Simulation;

/// <summary>How far a simulation is.</summary>
/// <param name="SimulatedMs">What was simulated in this run, in ms.</param>
/// <param name="TotalMs">What will be.</param>
/// <param name="RealTimeFactor">Time the loop took, divided by simulated time; below 1 is faster than real time.</param>
/// <param name="Spikes">Spikes of all populations in this run.</param>
public readonly record struct SimulationProgress(double SimulatedMs, double TotalMs, double RealTimeFactor, long Spikes);
