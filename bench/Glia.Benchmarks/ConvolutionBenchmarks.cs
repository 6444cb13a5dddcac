using BenchmarkDotNet.Attributes;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>The ways to compute a convolution, forward and backward, on one thread; oneDNN off is what libtorch does without it.</summary>
public class ConvolutionBenchmarks
{
    private Tensor _input = null!;
    private Tensor _weight = null!;

    [Params("32x16x28-32", "32x17x14-33", "16x64x28-64")]
    public string Shape { get; set; } = "";

    [ParamsAllValues]
    public ConvolutionPath Path { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        var numbers = Shape.Split('x', '-').Select(long.Parse).ToArray();
        _input = rand(numbers[0], numbers[1], numbers[2], numbers[2]).requires_grad_();
        _weight = rand(numbers[3], numbers[1], 3, 3).requires_grad_();
    }

    [Benchmark]
    public void ForwardAndBackward()
    {
        using var scope = NewDisposeScope();
        ConvolutionPaths.Run(Path, _input, _weight, null, new ConvolutionOptions { Padding = (1, 1) }).sum().backward();
    }
}
