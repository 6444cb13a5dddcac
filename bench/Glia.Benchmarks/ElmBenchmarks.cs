using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>The expressive leaky memory neuron at the shapes of NeuronIO (1,278 inputs, 45 branches of 100, d_m 20, batch 32, 500 steps), forward and backward: fused and operation by operation.</summary>
/// <remarks>16,000 neuron-steps a call. The authors' notebook took 1.43 s for it: 11,000 neuron-steps a second.</remarks>
[InProcess]
[WarmupCount(1)]
[IterationCount(5)]
public class ElmBenchmarks
{
    private const int Steps = 500;
    private const int Batch = 32;
    private const int Inputs = 1278;
    private ExpressiveLeakyMemory _neuron = null!;
    private Tensor _inputs = null!;
    private Tensor _gradient = null!;
    private Dictionary<string, Tensor> _weights = null!;
    private Tensor _places = null!;
    private Tensor _retention = null!;
    private Tensor _gain = null!;

    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    [GlobalSetup]
    public void SetUp()
    {
        (Libtorch.Threads, NeuronThreads.Count) = (Threads, Threads);
        var options = new ExpressiveLeakyMemoryOptions { Inputs = Inputs, Outputs = 2, Memories = 20, GreatestTauMs = 150, Routing = InputRouting.Interleaved(Inputs, 45, 100) };
        var random = new RandomStream(1, "elm-benchmarks");
        _neuron = Neuron(options, random);
        _inputs = TensorInitialization.Uniform(random, [Steps, Batch, Inputs], 0, 1).lt(KeptScalar.Of(0.01)).to_type(ScalarType.Float32);
        _gradient = TensorInitialization.Gaussian(random, [Steps, Batch, 2], 0, 1);
        _weights = _neuron.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        _places = tensor(options.Routing.Sources.Select((source, synapse) => ((long)Math.Max(source, 0) * 45) + (synapse / 100)).ToArray());
        var taus = _neuron.MemoryTausMs();
        _retention = tensor(taus.Select(tau => (float)Math.Exp(-1 / tau)).ToArray());
        _gain = tensor(taus.Select(tau => (float)(1 - Math.Exp(-5 / tau))).ToArray());
    }

    [Benchmark(Baseline = true)]
    public void OperationByOperation()
    {
        using var scope = NewDisposeScope();
        var routed = zeros(Inputs * 45).index_add(0, _places, _weights["_synapticWeight"].relu(), KeptScalar.One).reshape(Inputs, 45);
        var (branch, memory) = (zeros(Batch, 45), zeros(Batch, 20));
        var (branchWeight, memoryWeight) = (_weights["_branchWeight"].t(), _weights["_memoryWeight"].t());
        var (updateWeight, outputWeight) = (_weights["_updateWeight"].t(), _weights["_outputWeight"].t());
        var outputs = new List<Tensor>();
        for (var t = 0; t < Steps; t++)
        {
            branch = branch.Times(Math.Exp(-1 / 5.0)).Plus(_inputs[t].mm(routed));
            var retained = memory.mul(_retention);
            var hidden = branch.mm(branchWeight).Plus(retained.mm(memoryWeight)).Plus(_weights["_hiddenBias"]).relu();
            var update = hidden.mm(updateWeight).Plus(_weights["_updateBias"]).Times(2 / 3.0).tanh().Times(1.7159);
            memory = retained.Plus(update.mul(_gain));
            outputs.Add(memory.mm(outputWeight).Plus(_weights["_outputBias"]));
        }

        stack(outputs).backward([_gradient]);
        _neuron.zero_grad();
    }

    [Benchmark]
    public void Fused()
    {
        using var scope = NewDisposeScope();
        _neuron.call(_inputs).backward([_gradient]);
        _neuron.zero_grad();
    }

    [Benchmark]
    public void FusedForwardOnly()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        _ = _neuron.call(_inputs);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        (Libtorch.Threads, NeuronThreads.Count) = (1, 1);
        foreach (var tensor in new[] { _inputs, _gradient, _places, _retention, _gain })
        {
            tensor.Dispose();
        }

        _neuron.Dispose();
    }

    private static ExpressiveLeakyMemory Neuron(ExpressiveLeakyMemoryOptions options, RandomStream random) => new(options, random);
}
