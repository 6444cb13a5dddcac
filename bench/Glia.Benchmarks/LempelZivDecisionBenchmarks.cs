using BenchmarkDotNet.Attributes;
using Glia.Complexity;
using Glia.Neurons;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>One decision of the meta-neuron study: a sample of 100 steps through 32 leaky neurons, and the complexity of each neuron's train.</summary>
[InProcess]
public class LempelZivDecisionBenchmarks
{
    private const int Steps = 100;
    private const int Neurons = 32;
    private readonly NeuronPopulation _neurons = new(new LeakyIntegrateAndFire { Tau = 2, InputDecay = InputDecay.Whole, RestingPotential = 0.0 }, Neurons);
    private readonly float[] _current = new float[Steps * Neurons];
    private readonly float[] _spikes = new float[Steps * Neurons];
    private readonly byte[] _train = new byte[Steps];

    [GlobalSetup]
    public void SetUp() => new RandomStream(1, "decision").FillGaussian(_current, 0.2f, 0.6f);

    [Benchmark]
    public double Decision()
    {
        _neurons.Reset();
        _neurons.Run(_current, _spikes, Steps);
        var sum = 0.0;
        for (var unit = 0; unit < Neurons; unit++)
        {
            for (var step = 0; step < Steps; step++)
            {
                _train[step] = (byte)_spikes[(step * Neurons) + unit];
            }

            sum += LempelZiv.Normalized(_train);
        }

        return sum;
    }
}
