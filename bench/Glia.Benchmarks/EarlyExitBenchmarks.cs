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
    private SpikingNetwork _network = null!;
    private LabelledImages _images = null!;
    private int[] _samples = [];
    private double _threshold;

    [Params(1, 16, 128)]
    public int BatchSize { get; set; }

    [Params(0.0, 0.25)]
    public double CompactionShare { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _images = FashionMnist.Embedded.Train;
        _samples = [.. Enumerable.Range(0, 10_000)];
        var random = new RandomStream(1, "early-exit-benchmark");
        var network = new FeedforwardNetwork(
            new DenseLayer("fc1", 784, 256, random), QuantizedActivation.Qcfs("act1", 256, 4, 1),
            new DenseLayer("fc2", 256, 128, random), QuantizedActivation.Qcfs("act2", 128, 4, 1), new DenseLayer("logits", 128, 10, random));
        QuantizedTraining.Run(network, _images, _samples, new QuantizedTrainingOptions { Epochs = 2 }, random.Child("order"));
        _network = AnnToSnn.Convert(network);

        // A threshold in the middle of the range, so that samples stop at many different steps.
        _threshold = 0.5;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        FullRun();
        var full = watch.Elapsed;
        watch.Restart();
        var result = Run(_threshold);
        var (time, steps) = (watch.Elapsed / full, result.Latencies.Average() / Steps);
        Console.WriteLine(FormattableString.Invariant(
            $"// batch {BatchSize}, dropped at {CompactionShare}: mean latency {result.Latencies.Average():0.00}, time {time:P1} of full, steps {steps:P1}, above by {(time / steps) - 1:P1}; computed in vain {(result.RowSteps / (double)result.Latencies.Sum()) - 1:P1}"));
    }

    [Benchmark(Baseline = true)]
    public EarlyExitResult FullRun() => Run(1);

    [Benchmark]
    public EarlyExitResult EarlyExit() => Run(_threshold);

    private EarlyExitResult Run(double threshold) =>
        new EarlyExitRunner(_network, new SoftmaxConfidence(Steps), threshold, new EarlyExitOptions { Steps = Steps, BatchSize = BatchSize, CompactionShare = CompactionShare })
            .Run(_images, _samples);
}
