using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Glia.Memories;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>A sweep over 10,000 neurons with ten patterns, half of their entries blank: with factorised couplings, and with the N × N matrix that generic packages keep. One thread.</summary>
/// <remarks><see cref="ReadPatterns"/> reads what a sweep must read, the patterns and nothing else: the limit of memory.</remarks>
[InProcess]
[WarmupCount(2)]
[IterationCount(10)]
public class HopfieldBenchmarks
{
    private const int Neurons = 10_000;
    private const int Patterns = 10;
    private float[] _entries = [];
    private float[] _couplings = [];
    private float[] _state = [];
    private float[] _fields = [];
    private GlauberDynamics _shuffled = null!;
    private GlauberDynamics _inTurn = null!;

    /// <summary>Temperature over the critical one; 0 for no noise.</summary>
    [Params(0, 0.667)]
    public double Temperature { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new RandomStream(1, "bench");
        var patterns = DilutedPatterns.Draw(Neurons, Patterns, 0.5, random);
        var state = patterns.Cue(0, random);
        _shuffled = new GlauberDynamics(FactorisedCouplings.Of(patterns), state, random.Child("a"));
        _inTurn = new GlauberDynamics(FactorisedCouplings.Of(patterns), state, random.Child("b"), UpdateOrder.InTurn);
        _entries = [.. Enumerable.Range(0, Neurons).SelectMany(neuron => Enumerable.Range(0, 16).Select(pattern => pattern < Patterns ? (float)patterns[pattern][neuron] : 0))];
        _state = Array.ConvertAll(state, spin => (float)spin);
        _fields = new float[Neurons];
        _couplings = new float[Neurons * Neurons];
        for (var i = 0; i < Neurons; i++)
        {
            for (var j = 0; j < i; j++)
            {
                _couplings[(i * Neurons) + j] = _couplings[(j * Neurons) + i] = TensorPrimitives.Dot(_entries.AsSpan(i * 16, 16), _entries.AsSpan(j * 16, 16)) / Neurons;
            }
        }
    }

    /// <summary>A sweep in a new random order.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Neurons)]
    public int Shuffled() => _shuffled.Sweep(Temperature * 0.5);

    /// <summary>A sweep from the first neuron to the last.</summary>
    [Benchmark(OperationsPerInvoke = Neurons)]
    public int InTurn() => _inTurn.Sweep(Temperature * 0.5);

    /// <summary>The fields of all neurons by the matrix: what a synchronous sweep of a dense network costs.</summary>
    [Benchmark(OperationsPerInvoke = Neurons)]
    public void DenseFields()
    {
        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            _fields[neuron] = TensorPrimitives.Dot(_couplings.AsSpan(neuron * Neurons, Neurons), _state);
        }
    }

    /// <summary>The patterns read once.</summary>
    [Benchmark(OperationsPerInvoke = Neurons)]
    public float ReadPatterns() => TensorPrimitives.Sum(_entries);
}
