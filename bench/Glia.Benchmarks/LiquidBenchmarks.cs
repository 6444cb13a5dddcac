using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;
using Glia.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Glia.Benchmarks;

/// <summary>Encoding a hundred clips of 129 steps and 70 channels with a fully connected liquid that fires at a tenth: by events, by full matrix products, and as a loop of libtorch operations over the batch.</summary>
[InProcess]
public class LiquidBenchmarks
{
    private const int Clips = 100;
    private const int Steps = 129;
    private const int Channels = 70;
    private static readonly LiquidOptions Options = new() { Decay = 0.97, Threshold = 5.3 };
    private CompressedRows[] _clips = [];
    private LiquidStateMachine _liquid = null!;
    private LiquidStateMachine _noisy = null!;
    private float[] _counts = [];
    private float[] _input = [];
    private float[] _recurrent = [];
    private float[] _dense = [];
    private Tensor _batch = null!;
    private Tensor _inputWeights = null!;
    private Tensor _recurrentWeights = null!;
    private Tensor _decay = null!;
    private Tensor _threshold = null!;

    /// <summary>Number of neurons.</summary>
    [Params(200, 1000)]
    public int Units { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.Threads = 1;
        (_decay, _threshold) = (tensor(0.97f), tensor(5.3f));
        var options = Options with { Units = Units };
        _clips = [.. Enumerable.Range(0, Clips).Select(clip => CompressedRows.Draw(Steps, Channels, 0.03, _ => 1, new RandomStream(clip, "clip")))];
        LiquidStateMachine Liquid(double scale) => LiquidStateMachine.Draw(Channels, options, WeightSource.Gaussian, scale, new RandomStream(1, "liquid"));
        _liquid = Liquid(RateCalibration.Calibrate(Liquid, _clips[..20], 0.1).Scale);
        MemristiveArray Memory(CompressedRows weights, string name) => MemristiveArray.Program(weights, null, new RandomStream(1, name));
        _noisy = new LiquidStateMachine(options, Memory(_liquid.RecurrentWeights, "recurrent"), Memory(_liquid.InputMatrix, "input"), new RandomStream(1, "noise"));
        _counts = new float[Clips * Units];
        (_input, _recurrent) = (Full(_liquid.InputMatrix), Full(_liquid.RecurrentWeights));
        _dense = [.. _clips.SelectMany(Full)];
        _inputWeights = tensor(_input).view(Units, Channels).t().contiguous();
        _recurrentWeights = tensor(_recurrent).view(Units, Units).t().contiguous();
        _batch = tensor(_dense).view(Clips, Steps, Channels).transpose(0, 1).contiguous();
    }

    /// <summary>What the library does.</summary>
    [Benchmark(Baseline = true)]
    public void Events() => Count(_liquid);

    /// <summary>The same with noise of reading.</summary>
    [Benchmark]
    public void EventsWithReadNoise() => Count(_noisy);

    /// <summary>Each neuron sums over all channels and neurons at each step, with vectors.</summary>
    [Benchmark]
    public void FullProducts()
    {
        float[] u = new float[Units], s = new float[Units];
        for (var clip = 0; clip < Clips; clip++)
        {
            Array.Clear(u);
            Array.Clear(s);
            var counts = _counts.AsSpan(clip * Units, Units);
            counts.Clear();
            for (var step = 0; step < Steps; step++)
            {
                var x = _dense.AsSpan(((clip * Steps) + step) * Channels, Channels);
                for (var unit = 0; unit < Units; unit++)
                {
                    u[unit] = (0.97f * u[unit] * (1 - s[unit])) + TensorPrimitives.Dot<float>(_input.AsSpan(unit * Channels, Channels), x)
                        + TensorPrimitives.Dot<float>(_recurrent.AsSpan(unit * Units, Units), s);
                }

                for (var unit = 0; unit < Units; unit++)
                {
                    s[unit] = u[unit] > 5.3f ? 1 : 0;
                    counts[unit] += s[unit];
                }
            }
        }
    }

    /// <summary>All clips at once, step by step, as a loop in PyTorch does it.</summary>
    [Benchmark]
    public Tensor TorchLoop()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        Tensor u = zeros(Clips, Units), s = zeros(Clips, Units), counts = zeros(Clips, Units);
        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            var kept = u.sub(u.mul(s)).mul(_decay);
            var next = kept.Plus(_batch.select(0, step).mm(_inputWeights)).Plus(s.mm(_recurrentWeights));
            var fired = next.gt(_threshold).to_type(ScalarType.Float32);
            counts = counts.Plus(fired).MoveToOuterDisposeScope();
            (u, s) = (next.MoveToOuterDisposeScope(), fired.MoveToOuterDisposeScope());
        }

        return counts.MoveToOuterDisposeScope();
    }

    private void Count(LiquidStateMachine liquid)
    {
        for (var clip = 0; clip < Clips; clip++)
        {
            liquid.Count(_clips[clip], _counts.AsSpan(clip * Units, Units));
        }
    }

    private static float[] Full(CompressedRows rows)
    {
        var full = new float[rows.RowCount * rows.ColumnCount];
        for (var row = 0; row < rows.RowCount; row++)
        {
            rows.AddRow(row, 1, full.AsSpan(row * rows.ColumnCount, rows.ColumnCount));
        }

        return full;
    }
}
