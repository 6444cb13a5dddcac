using BenchmarkDotNet.Attributes;
using Glia.Continual;
using Glia.Networks;
using Glia.Networks.Spiking;
using Glia.Random;
using Glia.Tensors;

namespace Glia.Benchmarks;

/// <summary>One training step of a spiking network 784-800-800-10 (DSR, 20 steps, 64 images), plain and with HLOP in the second task, against libtorch operation by operation. One thread each.</summary>
[InProcess]
[MemoryDiagnoser]
public class HlopBenchmarks
{
    private const int Batch = 64;
    private const int Steps = 20;
    private const float Rate = 1e-4f;
    private static readonly int[] Sizes = [784, 800, 800, 10];
    private static readonly int[] Frozen = [80, 200, 100];
    private static readonly int[] Learning = [70, 70, 70];
    private readonly int[] _labels = [.. Enumerable.Range(0, Batch).Select(i => i % 10)];
    private readonly HebbianOrthogonalProjection _projection = new(new HlopOptions());
    private SpikingPerceptron _network = null!;
    private ITrainingBatch _batch = null!;
    private float[] _gradient = [];
    private TorchDsrStep _torch = null!;
    private TorchSubspaces _torchSubspaces = null!;

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "bench");
        _network = new SpikingPerceptron(Sizes, new SpikingPerceptronOptions(), random);
        _batch = _network.CreateBatch(Batch);
        _gradient = new float[_network.Parameters.Length];
        for (var row = 0; row < Batch; row++)
        {
            random.FillUniform(_batch.Input(row), 0, 1);

            // Four fifths of a digit's pixels are black.
            foreach (ref var pixel in _batch.Input(row))
            {
                pixel = random.NextInt(5) == 0 ? pixel : 0;
            }
        }

        _batch.Forward(Batch);
        _batch.SetSoftmaxErrors(_labels, 1f / Batch);
        var task = new ContinualTask("bench", null!, null!, null!, "");
        _projection.BeforeTask(new ContinualPhase(0, task, _network, random.Child("0")));
        _projection.BeforeBackward(_batch);
        _projection.AfterTask(new ContinualPhase(0, task, _network, random.Child("0")));
        _projection.BeforeTask(new ContinualPhase(1, task, _network, random.Child("1")));
        _torch = new TorchDsrStep(Sizes, Batch, Steps, Rate, _labels);
        _torchSubspaces = new TorchSubspaces(Frozen, Learning, [.. Sizes.SkipLast(1)]);
        Console.WriteLine($"Load average: {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown")}");
    }

    /// <summary>Forward, softmax, backward, and the update.</summary>
    [Benchmark(Baseline = true)]
    public void PlainStep()
    {
        _batch.Forward(Batch);
        _batch.SetSoftmaxErrors(_labels, 1f / Batch);
        _batch.BackwardAndStep(Rate);
    }

    /// <summary>The same with projection and learning of three subspaces.</summary>
    [Benchmark]
    public void HlopStep()
    {
        _batch.Forward(Batch);
        _batch.SetSoftmaxErrors(_labels, 1f / Batch);
        _projection.BeforeBackward(_batch);
        _batch.Backward(_gradient);
        _projection.AfterBackward(_batch, _gradient);
        System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(_gradient, -Rate, _network.Parameters, _network.Parameters);
    }

    /// <summary>The plain step in libtorch: a layer's products over all time steps at once, its neurons step by step, the way back written out as here.</summary>
    [Benchmark]
    public void PlainStepInLibtorch() => _torch.Run(null);

    /// <summary>The step with HLOP in libtorch, as the paper's code has it: all rows in each of five iterations.</summary>
    [Benchmark]
    public void HlopStepInLibtorch() => _torch.Run(_torchSubspaces);
}
