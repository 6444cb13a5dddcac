using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Glia.Deltas;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Glia.Benchmarks;

/// <summary>One layer on a stream of frames, one thread: by events, whole with the same kernels, and whole in libtorch; by the share of the input that changes.</summary>
/// <remarks>Quantising and finding what has changed are part of the first two; libtorch gets the quantised frame for nothing. The printed line has the least of many interleaved runs, which
/// other processes disturb little.</remarks>
[InProcess]
public class DeltaInferenceBenchmarks
{
    private const int Rounds = 400;
    private readonly float[][] _frames = new float[2][];
    private readonly Tensor[] _tensors = new Tensor[2];
    private DeltaInference _events = null!;
    private FrameInference _whole = null!;
    private Tensor _weight = null!;
    private Tensor _bias = null!;
    private Func<Tensor, Tensor> _libtorch = null!;
    private int _next;

    [Params("conv 16→32 3×3 /2, 40×40", "conv 32→64 3×3 /2, 20×20", "conv 64→64 3×3, 56×56", "dense 1024→1024")]
    public string Layer { get; set; } = "";

    [Params(0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1)]
    public double Density { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "delta-inference-benchmarks");
        var (shape, filters, stride) = Layer switch
        {
            "conv 16→32 3×3 /2, 40×40" => (new FrameShape(16, 40, 40), 32, 2),
            "conv 32→64 3×3 /2, 20×20" => (new FrameShape(32, 20, 20), 64, 2),
            "conv 64→64 3×3, 56×56" => (new FrameShape(64, 56, 56), 64, 1),
            _ => (new FrameShape(1024, 1, 1), 1024, 1),
        };
        var kernel = shape.Height == 1 ? 1 : 3;
        var (weight, bias) = (new float[filters * shape.Channels * kernel * kernel], new float[filters]);
        random.FillGaussian(weight, 0, 0.05f);
        FrameLayer linear = kernel == 1
            ? new FrameDense("layer", shape.Units, filters, weight, bias)
            : new FrameConvolution("layer", shape.Channels, filters, kernel, stride, 1, weight, bias);
        FrameLayer[] layers = [new FrameQuantizer("input", [0.125f]), linear];
        (_events, _whole) = (new DeltaInference(shape, layers, new DeltaInferenceOptions { RecomputeInterval = 0 }), new FrameInference(shape, layers));
        MakeFrames(shape, random);
        _weight = tensor(weight).reshape(kernel == 1 ? [filters, shape.Units] : [filters, shape.Channels, kernel, kernel]);
        _bias = tensor(bias);
        _libtorch = kernel == 1
            ? frame => F.linear(frame, _weight, _bias)
            : frame => Convolution.TwoDimensional(frame, _weight, _bias, new ConvolutionOptions { Stride = (stride, stride), Padding = (1, 1) });
        for (var i = 0; i < _frames.Length; i++)
        {
            _tensors[i] = tensor(_frames[i]).reshape(kernel == 1 ? [1, shape.Units] : [1, shape.Channels, shape.Height, shape.Width]);
        }

        Compare();
    }

    [Benchmark(Baseline = true)]
    public float ByEvents() => _events.Push(_frames[_next ^= 1])[0];

    [Benchmark]
    public float Whole() => _whole.Run(_frames[_next ^= 1])[0];

    [Benchmark]
    public void WholeInLibtorch()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        _libtorch(_tensors[_next ^= 1]);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _weight.Dispose();
        _bias.Dispose();
        Array.ForEach(_tensors, frame => frame.Dispose());
    }

    // Two frames in turn, which differ in a share of their numbers by one step.
    private void MakeFrames(FrameShape shape, RandomStream random)
    {
        _frames[0] = new float[shape.Units];
        random.FillUniform(_frames[0], 0, 1);
        _frames[0] = Array.ConvertAll(_frames[0], value => MathF.Round(value * 8) / 8);
        _frames[1] = [.. _frames[0]];
        foreach (var unit in random.Permutation(shape.Units).AsSpan(0, (int)Math.Round(Density * shape.Units)))
        {
            _frames[1][unit] += 0.125f;
        }
    }

    private void Compare()
    {
        Action[] ways = [() => ByEvents(), () => Whole(), WholeInLibtorch];
        var least = new[] { double.MaxValue, double.MaxValue, double.MaxValue };
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var start = Stopwatch.GetTimestamp();
                ways[way]();
                least[way] = Math.Min(least[way], Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"// {Layer}, {Density:P0} changes: events {least[0]:0.0} µs, whole {least[1]:0.0} µs, libtorch {least[2]:0.0} µs; whole/events {least[1] / least[0]:0.00}, libtorch/events {least[2] / least[0]:0.00}"));
    }
}
