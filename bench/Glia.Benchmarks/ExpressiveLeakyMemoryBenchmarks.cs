using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>The expressive leaky memory neuron at the sizes of its paper (1,278 inputs, 45 branches of 100 synapses, 20 memories, batch 32, 500 steps), forward and backward, and its recurrent part alone, fused and operation by operation.</summary>
[InProcess]
public class ExpressiveLeakyMemoryBenchmarks
{
    private const int Steps = 500;
    private const int Batch = 32;
    private const int Memories = 20;
    private const int HiddenUnits = 2 * Memories;
    private ExpressiveLeakyMemory _neuron = null!;
    private Tensor _inputs = null!;
    private Tensor _spikes = null!;
    private Tensor _drive = null!;
    private Tensor _fromMemory = null!;
    private Tensor _toUpdate = null!;
    private Tensor _bias = null!;
    private Tensor _retention = null!;
    private Tensor _gain = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var random = new RandomStream(1, "elm-benchmarks");
        _neuron = Neuron(random);
        _inputs = TensorInitialization.Uniform(random, [Steps, Batch, 1278], -0.5, 1);
        _spikes = Spikes(random);
        _drive = TensorInitialization.Gaussian(random, [Steps, Batch, HiddenUnits], 0, 1).requires_grad_(true);
        _fromMemory = TensorInitialization.LinearWeight(random, HiddenUnits, Memories).requires_grad_(true);
        _toUpdate = TensorInitialization.LinearWeight(random, Memories, HiddenUnits).requires_grad_(true);
        _bias = zeros(Memories).requires_grad_(true);
        _retention = full(Memories, 0.9, ScalarType.Float32);
        _gain = full(Memories, 0.4, ScalarType.Float32);
    }

    [Benchmark]
    public void FusedWholeNeuron()
    {
        using var scope = NewDisposeScope();
        _neuron.call(_inputs).sum().backward();
    }

    [Benchmark]
    public void FusedWholeNeuronOnSpikes()
    {
        using var scope = NewDisposeScope();
        _neuron.call(_spikes).sum().backward();
    }

    [Benchmark]
    public void RecurrentPartFused()
    {
        using var scope = NewDisposeScope();
        var state = zeros(Batch, Memories);
        MemoryFunction.apply([_drive, state, _fromMemory, _toUpdate, _bias, _retention, _gain, MemoryActivation.Relu])[0].sum().backward();
    }

    [Benchmark(Baseline = true)]
    public void RecurrentPartOperationByOperation()
    {
        using var scope = NewDisposeScope();
        var memory = zeros(Batch, Memories);
        var (fromMemory, toUpdate) = (_fromMemory.t(), _toUpdate.t());
        var memories = new List<Tensor>();
        for (var t = 0; t < Steps; t++)
        {
            var retained = memory.mul(_retention);
            var hidden = addmm(_drive[t], retained, fromMemory, 1, 1).relu();
            var update = addmm(_bias, hidden, toUpdate, 1, 1).Times(2.0 / 3).tanh().Times(1.7159);
            memory = retained.Plus(_gain.mul(update));
            memories.Add(memory);
        }

        stack(memories).sum().backward();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _neuron.Dispose();
        foreach (var tensor in new[] { _inputs, _spikes, _drive, _fromMemory, _toUpdate, _bias, _retention, _gain })
        {
            tensor.Dispose();
        }
    }

    // Ten spikes a second at each input.
    private static Tensor Spikes(RandomStream random)
    {
        using var uniform = TensorInitialization.Uniform(random, [Steps, Batch, 1278], 0, 1);
        using var fires = uniform.lt(KeptScalar.Of(0.01));
        return fires.to_type(ScalarType.Float32);
    }

    private static ExpressiveLeakyMemory Neuron(RandomStream random) => new(
        new ExpressiveLeakyMemoryOptions { Inputs = 1278, Outputs = 2, Memories = Memories, GreatestTauMs = 150, Routing = InputRouting.Interleaved(1278, 45, 100) }, random);
}
