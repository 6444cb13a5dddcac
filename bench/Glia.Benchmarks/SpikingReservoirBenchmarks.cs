using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Benchmarks;

/// <summary>One trial of 450 ms of a spiking reservoir, event by event, against the full product with the synaptic traces; and recursive least squares over its 127 learning steps, step by step and in blocks.</summary>
[InProcess]
[MemoryDiagnoser]
public class SpikingReservoirBenchmarks
{
    private const int LearningSteps = 127;
    private readonly TimeSeries _input = new CueOutcomeTask(new CueOutcomeOptions()).Input(new CueOutcomeTrial(250, 0));
    private readonly double[] _targets = new double[LearningSteps * 2];
    private SpikingReservoir _reservoir = null!;
    private CompressedRows _incoming = null!;
    private RlsReadout _readout = null!;
    private float[] _states = null!;
    private float[] _traces = null!;
    private float[] _currents = null!;

    [Params(400, 1000)]
    public int Units { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _reservoir = new SpikingReservoir(3, new SpikingReservoirOptions { Units = Units }, new RandomStream(1, "bench"));
        _incoming = CompressedRows.Draw(Units, Units, 0.1, random => random.NextDouble(), new RandomStream(1, "incoming"));
        _readout = new RlsReadout(Units, 2);
        (_states, _traces, _currents) = (new float[LearningSteps * Units], new float[Units], new float[Units]);
        new RandomStream(1, "states").FillGaussian(_states, 0, 1);
    }

    [Benchmark(Baseline = true)]
    public double Trial()
    {
        _reservoir.Reset();
        for (var ms = 0; ms < _input.Steps; ms++)
        {
            _reservoir.Step(_input[ms]);
        }

        return _reservoir.RateHz;
    }

    /// <summary>The same, and in each step the product of all weights with all synaptic traces, which the reservoir does without.</summary>
    [Benchmark]
    public double TrialWithFullProduct()
    {
        _reservoir.Reset();
        for (var ms = 0; ms < _input.Steps; ms++)
        {
            _reservoir.Step(_input[ms]);
            _incoming.Multiply(_traces, _currents);
        }

        return _reservoir.RateHz;
    }

    [Benchmark]
    public void LeastSquaresStepByStep()
    {
        for (var step = 0; step < LearningSteps; step++)
        {
            _readout.Learn(_states.AsSpan(step * Units, Units), _targets.AsSpan(step * 2, 2));
        }
    }

    [Benchmark]
    public void LeastSquaresInBlocks() => _readout.LearnAll(_states, _targets);
}
