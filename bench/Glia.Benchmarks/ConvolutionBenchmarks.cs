using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>The ways to convolve, forward and both gradients, on one thread: the order of preference in Glia.Tensors rests on their ratios.</summary>
[InProcess]
public class ConvolutionBenchmarks
{
    private Tensor _input = null!;
    private Tensor _weight = null!;
    private Tensor _outputGradient = null!;
    private ConvolutionOptions _options = null!;

    [Params("1→32 5×5", "3→32 3×3", "32→64 3×3", "33→65 3×3", "20→50 5×5", "1-D 33→64 9", "depthwise 32 3×3")]
    public string Shape { get; set; } = "";

    [Params(ConvolutionPath.OneDnn, ConvolutionPath.OneDnnPadded, ConvolutionPath.Unfold, ConvolutionPath.OneDnnOff)]
    public ConvolutionPath Path { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = 1;
        LibtorchSwitch.TrySetOneDnn(Path != ConvolutionPath.OneDnnOff);
        (long[] Input, long[] Weight, long Padding, long Groups) sizes = Shape switch
        {
            "1→32 5×5" => ([64, 1, 28, 28], [32, 1, 5, 5], 2, 1),
            "3→32 3×3" => ([64, 3, 32, 32], [32, 3, 3, 3], 1, 1),
            "32→64 3×3" => ([64, 32, 14, 14], [64, 32, 3, 3], 1, 1),
            "33→65 3×3" => ([64, 33, 14, 14], [65, 33, 3, 3], 1, 1),
            "20→50 5×5" => ([64, 20, 12, 12], [50, 20, 5, 5], 0, 1),
            "1-D 33→64 9" => ([32, 33, 1, 500], [64, 33, 1, 9], 0, 1),
            _ => ([32, 32, 28, 28], [32, 1, 3, 3], 1, 32),
        };
        var random = new RandomStream(1, "convolution-benchmarks");
        _options = new ConvolutionOptions { Padding = (sizes.Weight[2] == 1 ? 0 : sizes.Padding, sizes.Padding), Groups = sizes.Groups };
        _input = TensorInitialization.Gaussian(random, sizes.Input, 0, 1).requires_grad_(true);
        _weight = TensorInitialization.Gaussian(random, sizes.Weight, 0, 0.1).requires_grad_(true);
        using var output = ConvolutionKernels.Compute(ConvolutionPath.Unfold, _input, _weight, _options);
        _outputGradient = TensorInitialization.Gaussian(random, output.shape, 0, 1);
    }

    [Benchmark]
    public void ForwardAndGradients()
    {
        using var scope = NewDisposeScope();
        var output = ConvolutionKernels.Compute(Path, _input, _weight, _options);
        output.backward([_outputGradient]);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        LibtorchSwitch.TrySetOneDnn(true);
        _input.Dispose();
        _weight.Dispose();
        _outputGradient.Dispose();
    }
}
