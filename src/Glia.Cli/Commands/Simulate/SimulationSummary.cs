using System.Globalization;

namespace Glia.Cli.Commands.Simulate;

/// <summary>What <c>glia simulate</c> tells of a run.</summary>
internal sealed record SimulationSummary
{
    public required string Model { get; init; }

    public required int Cells { get; init; }

    public required long Synapses { get; init; }

    public required string Precision { get; init; }

    public required int Threads { get; init; }

    public required long Seed { get; init; }

    public required double SimulatedSeconds { get; init; }

    public required double RateHz { get; init; }

    public required double ExcitatoryRateHz { get; init; }

    public required double InhibitoryRateHz { get; init; }

    /// <summary>Mean over cells with at least three spikes; NaN where there is none.</summary>
    public required double Cv { get; init; }

    public required long Spikes { get; init; }

    public required long SynapticEvents { get; init; }

    public required double ConstructionSeconds { get; init; }

    public required double LoopSeconds { get; init; }

    public required double LoopProcessorSeconds { get; init; }

    public required double RealTimeFactor { get; init; }

    public required double SynapticEventsPerSecond { get; init; }

    public string Text() => string.Create(CultureInfo.InvariantCulture, $"""
        {Model}: {Cells:N0} cells, {Synapses:N0} synapses, {Precision} precision, seed {Seed}
        simulated: {SimulatedSeconds:0.####} s in {LoopSeconds:0.000} s on {Threads} thread{(Threads == 1 ? "" : "s")} (construction {ConstructionSeconds:0.000} s beside)
        real-time factor: {RealTimeFactor:0.0000} (below 1 is faster than real time)
        rate: {RateHz:0.00} Hz (excitatory {ExcitatoryRateHz:0.00}, inhibitory {InhibitoryRateHz:0.00}); {Spikes:N0} spikes
        CV of the intervals: {(double.IsFinite(Cv) ? Cv.ToString("0.000", CultureInfo.InvariantCulture) : "not defined: too few spikes")}
        synaptic events: {SynapticEvents:N0}, {SynapticEventsPerSecond:0.00e+0} a second

        """);
}
