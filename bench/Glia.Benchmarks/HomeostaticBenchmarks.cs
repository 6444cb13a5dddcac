using BenchmarkDotNet.Attributes;
using Glia.Continual;
using Glia.Data;
using Glia.Homeostasis;
using Glia.Networks;
using Glia.Random;
using Glia.Tensors;

namespace Glia.Benchmarks;

/// <summary>Online learning of digits, 784-80-60-10, batches of ten: with a constant rate and with one that is regulated, against the same written plainly and against libtorch operation by operation. One thread each.</summary>
/// <remarks>The setup prints processor time for each image, the least of several rounds that take turns: it can be used where other processes hold the cores.</remarks>
[InProcess]
[WarmupCount(1)]
[IterationCount(5)]
public class HomeostaticBenchmarks
{
    private const int Batch = 10;
    private const int Images = 1_000;
    private readonly Dictionary<string, Action> _ways = [];

    /// <summary>Whether the learning rate is regulated.</summary>
    [Params(false, true)]
    public bool Regulated { get; set; }

    /// <summary>A learner of each kind, from the same parameters.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        Libtorch.Threads = 1;
        var train = Mnist.Embedded.Train;
        var images = new SparseImages(train.Pixels, train.Labels, train.PixelsPerImage);
        var order = new RandomStream(1, "order").Permutation(images.Count)[..Images];
        var concept = new ConceptMap(10);
        var fast = new OnlineClassifier(Network(), Rule(), images);
        var plain = new PlainOnlineLearner(Network(), Rule(), images);
        var torch = new LibtorchOnlineLearner(Network(), Rule(), images);
        _ways[nameof(Kernels)] = () => Run(order, batch => fast.Learn(batch, concept));
        _ways[nameof(Plain)] = () => Run(order, batch => plain.Learn(batch));
        _ways[nameof(InLibtorch)] = () => Run(order, batch => torch.Learn(batch));
        PrintProcessorTimes();
    }

    /// <summary>The learner of the library.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Images)]
    public void Kernels() => _ways[nameof(Kernels)]();

    /// <summary>Scalar loops.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public void Plain() => _ways[nameof(Plain)]();

    /// <summary>libtorch, operation by operation.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public void InLibtorch() => _ways[nameof(InLibtorch)]();

    private static MultilayerPerceptron Network() => MultilayerPerceptron.WithNormalParameters([784, 80, 60, 10], HiddenActivation.ExponentialLinear, new RandomStream(1, "init"));

    private ILearningRateRule Rule() => Regulated ? new HomeostaticLearningRate(new RegulationOptions { InitialRate = 0.0058 }) : new ConstantLearningRate(0.0058);

    private static void Run(int[] order, Action<int[]> learn)
    {
        foreach (var batch in order.Chunk(Batch))
        {
            learn(batch);
        }
    }

    private void PrintProcessorTimes()
    {
        var least = _ways.Keys.ToDictionary(way => way, _ => double.PositiveInfinity);
        for (var round = 0; round < 15; round++)
        {
            foreach (var (name, run) in _ways)
            {
                // Many rounds of the fast one, so that the clock's grain does not count.
                var repeats = name == nameof(Kernels) ? 20 : 1;
                var before = Environment.CpuUsage.TotalTime;
                for (var i = 0; i < repeats; i++)
                {
                    run();
                }

                least[name] = Math.Min(least[name], (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (Images * repeats));
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"// regulated: {Regulated}; processor time, µs an image: {string.Join(", ", least.Select(way => FormattableString.Invariant($"{way.Key} {way.Value:0.00}")))}"));
    }
}
