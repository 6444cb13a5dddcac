namespace Glia.Simulation;

/// <summary>How a simulation is run; none of it changes a result.</summary>
public sealed record SimulationOptions
{
    /// <summary>Threads, each with a part of the cells; 1 to 256. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Called on the calling thread each time so much was simulated, and at the end.</summary>
    public Action<SimulationProgress>? Progress { get; init; }

    /// <summary>Simulated time between two reports of progress, and how often a wish to stop is looked at, in ms. Default 100.</summary>
    public double ProgressMs { get; init; } = 100;
}
