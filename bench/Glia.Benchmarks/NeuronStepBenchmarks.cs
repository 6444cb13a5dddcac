using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>One step of one population without libtorch, batch 1: what a closed loop waits for.</summary>
[InProcess]
[MemoryDiagnoser]
public class NeuronStepBenchmarks
{
    private NeuronPopulation _population = null!;
    private float[] _current = null!;
    private float[] _spikes = null!;

    [Params(64, 512, 4096)]
    public int Neurons { get; set; }

    [Params("LIF", "LIF refractory", "adaptive", "current-based", "Izhikevich", "meta", "astrocyte")]
    public string Model { get; set; } = "LIF";

    [GlobalSetup]
    public void SetUp()
    {
        NeuronModel model = Model switch
        {
            "LIF" => new LeakyIntegrateAndFire(),
            "LIF refractory" => new LeakyIntegrateAndFire { RefractorySteps = 2 },
            "adaptive" => new AdaptiveLeakyIntegrateAndFire(),
            "current-based" => new CurrentBasedLif(),
            "Izhikevich" => new Izhikevich(),
            "meta" => new MetaNeuron(),
            _ => new AstrocyteModulatedLif(),
        };
        _population = new NeuronPopulation(model, Neurons);
        (_current, _spikes) = (new float[Neurons], new float[Neurons]);
        new RandomStream(1, "neuron-step-benchmarks").FillGaussian(_current, 1, 1);
    }

    [Benchmark]
    public void Step() => _population.Step(_current, _spikes);
}
