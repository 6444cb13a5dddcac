using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;

namespace Glia.Benchmarks;

/// <summary>Event-driven inference of one sample, a step of 10 ms at a time: 140 inputs, 2 × 256 hidden, 20 outputs, 5 % of the inputs spiking. One thread.</summary>
/// <remarks>Untrained hidden units are nearly silent; what a step costs goes with their spikes, so that weights are also scaled to the rates of trained networks.</remarks>
[InProcess]
[WarmupCount(1)]
[IterationCount(5)]
public class DelayedLinearLatencyBenchmarks
{
    private const int Steps = 100;
    private static readonly int[] Sizes = [140, 256, 256, 20];
    private readonly float[][] _signals = [.. Sizes.Select(size => new float[size])];
    private readonly List<double> _microseconds = [];
    private SparseDelayedLinear[] _synapses = [];
    private NeuronPopulation[] _neurons = [];
    private float[] _input = [];

    /// <summary>Part of the hidden units that spikes in a step: 0 for the weights as drawn.</summary>
    [Params(0, 0.05, 0.15)]
    public double HiddenRate { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        var random = new RandomStream(1, "latency");
        var lif = new LeakyIntegrateAndFire { Tau = 1.005, InputDecay = InputDecay.Whole };
        _neurons = [new(lif, 256), new(lif, 256), new(new LeakyReadout { Tau = 1.005, InputDecay = InputDecay.Whole }, 20)];
        var layers = Enumerable.Range(0, 3).Select(i => new DelayedLinear(Sizes[i], Sizes[i + 1], random.Child($"{i}"))).ToArray();
        _input = [.. Enumerable.Range(0, Steps * Sizes[0]).Select(_ => random.NextSingle() < 0.05 ? 1f : 0f)];
        _synapses = [.. layers.Select(layer => layer.ToSparse())];
        for (var layer = 0; layer < 2 && HiddenRate > 0; layer++)
        {
            Scale(layers[layer], layer);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// hidden units spiking in a step: {Rate(0):0.000}, {Rate(1):0.000}"));
    }

    /// <summary>A step through the three layers.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public void Sample()
    {
        for (var step = 0; step < Steps; step++)
        {
            var start = Stopwatch.GetTimestamp();
            _input.AsSpan(step * Sizes[0], Sizes[0]).CopyTo(_signals[0]);
            for (var layer = 0; layer < 3; layer++)
            {
                _synapses[layer].StepGraded(_signals[layer], _signals[layer + 1]);
                _neurons[layer].Step(_signals[layer + 1], _signals[layer + 1]);
            }

            _microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    /// <summary>Percentiles, of the later half of all steps.</summary>
    [GlobalCleanup]
    public void Percentiles()
    {
        var sorted = _microseconds.Skip(_microseconds.Count / 2).Order().ToList();
        double At(double share) => sorted[(int)(share * (sorted.Count - 1))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// step of one sample: p50 {At(.5):0.0} us, p99 {At(.99):0.0} us, {_synapses.Sum(layer => layer.Operations) / (double)_microseconds.Count:0} synaptic operations a step"));
    }

    // Finds the factor of the weights at which the layer has the rate, by halving; weights are of both signs, so that the rate rises with it.
    private void Scale(DelayedLinear layer, int index)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (low, high, drawn) = (0.1, 1000.0, layer.Weight.detach().clone());
        for (var halving = 0; halving < 20; halving++)
        {
            var factor = Math.Sqrt(low * high);
            layer.Weight.detach().copy_(drawn.Times(factor));
            _synapses[index] = layer.ToSparse();
            (low, high) = Rate(index) < HiddenRate ? (factor, high) : (low, factor);
        }
    }

    // Share of a hidden layer's units that spike in a step, from silence.
    private double Rate(int layer)
    {
        for (var i = 0; i < 3; i++)
        {
            _synapses[i].Reset();
            _neurons[i].Reset();
        }

        var spikes = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            _input.AsSpan(step * Sizes[0], Sizes[0]).CopyTo(_signals[0]);
            for (var i = 0; i <= layer; i++)
            {
                _synapses[i].StepGraded(_signals[i], _signals[i + 1]);
                _neurons[i].Step(_signals[i + 1], _signals[i + 1]);
            }

            spikes += _signals[layer + 1].Sum();
        }

        return spikes / (Steps * Sizes[layer + 1]);
    }
}
