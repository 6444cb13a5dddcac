using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>Forward and backward of one layer of delays (B 32, T 100, 140 to 256, K 25), against the dense convolution that dcls does. One thread each.</summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(7)]
[MinColumn]
public class DelayedLinearBenchmarks
{
    private const int Steps = 100;
    private const int Batch = 32;
    private const int Inputs = 140;
    private const int Outputs = 256;
    private DelayedLinear[] _layers = [];
    private Tensor _input = null!;
    private Tensor _channelsFirst = null!;
    private DenseDelayKernel _dense = null!;

    /// <summary>Width of the taps: at the start and at the end of training.</summary>
    [Params(12.0, 0.23)]
    public double Sigma { get; set; }

    /// <summary>Part of the inputs that is not zero.</summary>
    [Params(0.05, 0.2)]
    public double Density { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "bench");
        _layers = [new DelayedLinear(Inputs, Outputs, random, new DelayedLinearOptions { Sigma = Sigma })];
        var values = new float[Steps * Batch * Inputs];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = random.NextSingle() < Density ? 1 : 0;
        }

        _input = tensor(values, [Steps, Batch, Inputs]).requires_grad_(true);
        _channelsFirst = _input.detach().permute(1, 2, 0).contiguous().requires_grad_(true);
        _dense = new DenseDelayKernel(_layers[0]);
    }

    /// <summary>Ours.</summary>
    [Benchmark]
    public void Fused()
    {
        using var scope = NewDisposeScope();
        _layers[0].forward(_input).sum().backward();
    }

    /// <summary>The kernel made operation by operation, padded input, convolution.</summary>
    [Benchmark(Baseline = true)]
    public void DenseConvolution()
    {
        using var scope = NewDisposeScope();
        _dense.Convolve(_channelsFirst, Sigma).sum().backward();
    }
}
