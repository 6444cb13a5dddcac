using BenchmarkDotNet.Attributes;
using Glia.Anytime;
using Glia.Conversion;
using Glia.Data;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>10,000 images through a spiking network, T = 32, one thread: all steps, and with early exit; what leaving the batch costs.</summary>
/// <remarks>The printed line says how far the time of early exit lies above its share of the steps. First layers are computed once a sample in both.</remarks>
[InProcess]
public class EarlyExitBenchmarks
{
    private const int Steps = 32;

    // A threshold in the middle of the range, so that samples stop at many different steps.
    private const double Threshold = 0.5;

    private static readonly Lazy<SpikingNetwork> Network = new(Trained);
    private static readonly int[] Samples = [.. Enumerable.Range(0, 10_000)];

    [Params(1, 16, 128)]
    public int BatchSize { get; set; }

    [Params(0.0, 0.25)]
    public double CompactionShare { get; set; }

    [GlobalSetup]
    public void Compare()
    {
        // Both in turn, three times, in processor time: wall time says nothing where something else is running.
        var (full, early, result) = (TimeSpan.Zero, TimeSpan.Zero, EarlyExit());
        for (var i = 0; i < 3; i++)
        {
            full += ProcessorTime(() => FullRun());
            early += ProcessorTime(() => result = EarlyExit());
        }

        var (time, steps) = (early / full, result.Latencies.Average() / Steps);
        Console.WriteLine(FormattableString.Invariant(
            $"// batch {BatchSize}, dropped at {CompactionShare}: full {full.TotalSeconds / 3:0.00} s, early {early.TotalSeconds / 3:0.00} s ({time:P1}); steps {steps:P1} (mean {result.Latencies.Average():0.00}); time above steps by {(time / steps) - 1:P1}, rows in vain {(result.RowSteps / (double)result.Latencies.Sum()) - 1:P1}"));
    }

    [Benchmark(Baseline = true)]
    public EarlyExitResult FullRun() => Run(1);

    [Benchmark]
    public EarlyExitResult EarlyExit() => Run(Threshold);

    private EarlyExitResult Run(double threshold) =>
        new EarlyExitRunner(Network.Value, new SoftmaxConfidence(Steps), threshold, new EarlyExitOptions { Steps = Steps, BatchSize = BatchSize, CompactionShare = CompactionShare })
            .Run(FashionMnist.Embedded.Train, Samples);

    private static TimeSpan ProcessorTime(Action action)
    {
        var before = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        action();
        return System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - before;
    }

    private static SpikingNetwork Trained()
    {
        var random = new RandomStream(1, "early-exit-benchmark");
        var network = new FeedforwardNetwork(
            new DenseLayer("fc1", 784, 256, random), QuantizedActivation.Qcfs("act1", 256, 4, 1),
            new DenseLayer("fc2", 256, 128, random), QuantizedActivation.Qcfs("act2", 128, 4, 1), new DenseLayer("logits", 128, 10, random));
        QuantizedTraining.Run(network, FashionMnist.Embedded.Train, Samples, new QuantizedTrainingOptions { Epochs = 2 }, random.Child("order"));
        return AnnToSnn.Convert(network);
    }
}
