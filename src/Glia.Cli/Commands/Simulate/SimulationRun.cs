using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Text;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Models;
using Glia.Spikes;
using Spectre.Console;

namespace Glia.Cli.Commands.Simulate;

/// <summary>The options that all simulations share, and what they do.</summary>
internal sealed class SimulationRun(CliContext context)
{
    private const double ShortestSeconds = 0.001, LongestSeconds = 3600;
    private static readonly string[] Precisions = ["single", "double"];
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    private readonly Option<double> _seconds = new("--seconds") { Description = "Simulated time, 0.001 to 3600 s", DefaultValueFactory = _ => 1, HelpName = "s" };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads, 1 to 256; results do not depend on them", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<string> _precision = new("--precision") { Description = "single (default) or double", DefaultValueFactory = _ => Precisions[0], HelpName = "precision" };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed of connections, initial values and input", DefaultValueFactory = _ => 1, HelpName = "seed" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _seconds, _threads, _precision, _seed, _json })
        {
            command.Add(option);
        }
    }

    /// <summary>A number that must lie in a range.</summary>
    /// <exception cref="UsageException">It does not.</exception>
    public static double Within(double value, double least, double most, string option) => value >= least && value <= most ? value
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} must be from {least} to {most}; got {value}."));

    /// <summary>Builds and runs a network in the precision that was asked for.</summary>
    public int Execute(ParseResult parsed, string model, Func<RandomStream, BalancedNetwork<float>> single, Func<RandomStream, BalancedNetwork<double>> twofold)
    {
        var precision = parsed.GetValue(_precision)!.ToLowerInvariant();
        if (!Precisions.Contains(precision))
        {
            throw new UsageException($"--precision must be single or double; got '{precision}'.{Suggestion.DidYouMean(precision, Precisions)}");
        }

        _ = Within(parsed.GetValue(_threads), 1, 256, "--threads");
        var milliseconds = 1000 * Within(parsed.GetValue(_seconds), ShortestSeconds, LongestSeconds, "--seconds");
        var random = new RandomStream(parsed.GetValue(_seed), model);
        return precision == Precisions[0] ? Run(parsed, model, precision, milliseconds, () => single(random)) : Run(parsed, model, precision, milliseconds, () => twofold(random));
    }

    private int Run<T>(ParseResult parsed, string model, string precision, double milliseconds, Func<BalancedNetwork<T>> build)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var network = build();
        try
        {
            _ = network.Network.Steps(milliseconds);
        }
        catch (ArgumentException problem)
        {
            throw new UsageException($"--seconds: {problem.Message}");
        }

        var (spikes, excitatory, inhibitory) = (network.Network.RecordSpikes(network.Cells), network.Network.RecordRate(network.Excitatory), network.Network.RecordRate(network.Inhibitory));
        var report = network.Network.Run(milliseconds, new SimulationOptions { Threads = parsed.GetValue(_threads), Progress = Progress() }, stop.Token);
        if (report.Steps > 0)
        {
            var summary = new SimulationSummary
            {
                Model = model,
                Cells = network.Cells.Size,
                Synapses = network.Network.Projections.Sum(projection => (long)projection.SynapseCount),
                Precision = precision,
                Threads = report.Threads,
                Seed = parsed.GetValue(_seed),
                SimulatedSeconds = report.SimulatedSeconds,
                RateHz = spikes.Count / report.SimulatedSeconds / network.Cells.Size,
                ExcitatoryRateHz = excitatory.MeanHz,
                InhibitoryRateHz = inhibitory.MeanHz,
                Cv = Variation(spikes.ToTrains()),
                Spikes = report.Spikes,
                SynapticEvents = report.SynapticEvents,
                ConstructionSeconds = report.ConstructionSeconds,
                LoopSeconds = report.LoopSeconds,
                LoopProcessorSeconds = report.ProcessorSeconds,
                RealTimeFactor = report.RealTimeFactor,
                SynapticEventsPerSecond = report.EventsPerSecond,
            };
            context.Output.Profile.Out.Writer.Write(parsed.GetValue(_json) ? JsonSerializer.Serialize(summary, LabJson.Readable) + "\n" : summary.Text());
        }

        if (!stop.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }

        context.Error.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"Interrupted after {report.SimulatedSeconds} of {milliseconds / 1000} s simulated.\n")));
        return ExitCodes.Interrupted;
    }

    // The first signal ends the run after what was begun; a second one ends the program.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }

    private Action<SimulationProgress> Progress()
    {
        var last = context.Clock.GetUtcNow();
        return progress =>
        {
            if (context.Clock.GetUtcNow() - last >= BetweenLines)
            {
                last = context.Clock.GetUtcNow();
                context.Error.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"{progress.SimulatedMs / 1000:0.0} of {progress.TotalMs / 1000:0.###} s simulated, real-time factor {progress.RealTimeFactor:0.0000}\n")));
            }
        };
    }

    private static double Variation(SpikeTrains trains) =>
        trains.ByUnit().Select(train => SpikeStatistics.CoefficientOfVariation(train.Span)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
