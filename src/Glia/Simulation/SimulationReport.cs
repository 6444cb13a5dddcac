namespace Glia.Simulation;

/// <summary>What a run did and how long it took.</summary>
public sealed record SimulationReport
{
    /// <summary>Steps that were simulated; fewer than asked for where the run was stopped.</summary>
    public required long Steps { get; init; }

    /// <summary>What was simulated, in seconds.</summary>
    public required double SimulatedSeconds { get; init; }

    /// <summary>How long the loop over the steps took, in seconds.</summary>
    public required double LoopSeconds { get; init; }

    /// <summary>Processor time of the process during the loop, in seconds, all threads and the compiler's together: what counts on a busy machine.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>How long drawing and laying out cells and synapses took since the network was made, in seconds; not part of <see cref="LoopSeconds"/>.</summary>
    public required double ConstructionSeconds { get; init; }

    /// <summary>Spikes of all populations.</summary>
    public required long Spikes { get; init; }

    /// <summary>Synapses that were served: a spike of a cell with 80 targets makes 80 events.</summary>
    public required long SynapticEvents { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Loop time divided by simulated time; below 1 is faster than real time.</summary>
    public double RealTimeFactor => LoopSeconds / SimulatedSeconds;

    /// <summary>Synaptic events a second of loop time.</summary>
    public double EventsPerSecond => SynapticEvents / LoopSeconds;
}
