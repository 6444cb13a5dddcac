using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>Evidence of 16 motions over 80 steps of 32 × 32 pixels by kernels of 11 delays and 9 × 9 pixels: driven by events, and libtorch's conv3d. One thread each.</summary>
[MemoryDiagnoser]
public class MotionDelayBenchmarks
{
    private const int Steps = 80;
    private const int Side = 32;
    private readonly SpatioTemporalKernel _kernel = new(16, 2, 11, 9, 9);
    private SpatioTemporalEvents _events = null!;
    private SpatioTemporalEvidence _evidence = null!;
    private SpatioTemporalKernel _gradient = null!;
    private Tensor _input = null!;
    private Tensor _weights = null!;

    /// <summary>Fraction of voxels with an event.</summary>
    [Params(0.01, 0.06, 0.2)]
    public double Activity { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        set_num_threads(1);
        var random = new RandomStream(1, "bench");
        _kernel.Map((_, _, _, _, _, _) => (float)random.NextGaussian());
        var places = Enumerable.Range(0, Steps * 2 * Side * Side).Where(_ => random.NextDouble() < Activity).ToArray();
        _events = SpatioTemporalEvents.From(
            (Steps, 2, Side, Side), Array.ConvertAll(places, i => i / (2 * Side * Side)), Array.ConvertAll(places, i => i / (Side * Side) % 2),
            Array.ConvertAll(places, i => i / Side % Side), Array.ConvertAll(places, i => i % Side));
        _evidence = new SpatioTemporalEvidence(_kernel, Steps, Side, Side);
        _gradient = new SpatioTemporalKernel(16, 2, 11, 9, 9);

        // [batch, channel, time, y, x], ten empty steps before: causal. Tap k of a convolution over time is delay 10 − k.
        using var dense = tensor(_events.ToDense(), [1, Steps, 2, Side, Side]).permute(0, 2, 1, 3, 4);
        _input = nn.functional.pad(dense, [4, 4, 4, 4, 10, 0]).contiguous();
        var weights = new float[_kernel.WeightCount];
        _kernel.Map((c, channel, delay, dy, dx, weight) => weights[(((((((c * 2) + channel) * 11) + (10 - delay)) * 9) + dy) * 9) + dx] = weight);
        _weights = tensor(weights, [16, 2, 11, 9, 9]);
        Compare();
    }

    /// <summary>Events, one by one.</summary>
    [Benchmark(Baseline = true)]
    public void EventDriven() => SpatioTemporalConvolution.Forward(_kernel, _events, _evidence);

    /// <summary>Every voxel, by the library's dense way.</summary>
    [Benchmark]
    public void Dense() => SpatioTemporalConvolution.DenseForward(_kernel, _events.ToDense(), _evidence);

    /// <summary>libtorch's convolution, whose results the set-up compares with ours and says where they differ.</summary>
    [Benchmark]
    public void Conv3d()
    {
        using var scope = NewDisposeScope();
        _ = nn.functional.conv3d(_input, _weights);
    }

    /// <summary>The gradient by the weights, event by event.</summary>
    [Benchmark]
    public void Gradient() => SpatioTemporalConvolution.AddGradient(_events, _evidence, _gradient);

    private void Compare()
    {
        EventDriven();
        using var result = nn.functional.conv3d(_input, _weights);
        var values = result.data<float>().ToArray();
        var worst = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var (c, t, y, x) = (i / (Steps * Side * Side), i / (Side * Side) % Steps, i / Side % Side, i % Side);
            worst = Math.Max(worst, Math.Abs(values[i] - _evidence[t, y, x][c]));
        }

        Console.WriteLine(FormattableString.Invariant($"// conv3d differs from the event-driven sums by at most {worst:g3}{(worst < 1e-2 ? "" : ": its results are WRONG on this machine")}"));
    }
}
