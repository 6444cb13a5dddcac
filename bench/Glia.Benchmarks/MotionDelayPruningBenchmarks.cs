using BenchmarkDotNet.Attributes;
using Glia.Random;
using Glia.Synapses;

namespace Glia.Benchmarks;

/// <summary>The same film (6 % of voxels active) at levels of pruning: rows of the kernel, and synapse by synapse. Synaptic operations are printed with the set-up.</summary>
public class MotionDelayPruningBenchmarks
{
    private SpatioTemporalKernel _kernel = null!;
    private SpatioTemporalSynapses _synapses = null!;
    private SpatioTemporalEvents _events = null!;
    private SpatioTemporalEvidence _evidence = null!;

    /// <summary>Fraction of weights kept.</summary>
    [Params(1, 0.25, 0.1, 0.05, 0.01, 0.0015)]
    public double Kept { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new RandomStream(1, "bench");
        var whole = ConeMask.Bounds(ConeMask.Of(11, 9, 9), 16, 2);
        whole.Map((_, _, _, _, _, bound) => bound * (float)random.NextGaussian());
        _kernel = SynapsePruning.ByMagnitude(whole, (int)(Kept * whole.WeightCount));
        _synapses = new SpatioTemporalSynapses(_kernel);
        var places = Enumerable.Range(0, 80 * 2 * 32 * 32).Where(_ => random.NextDouble() < 0.06).ToArray();
        _events = SpatioTemporalEvents.From(
            (80, 2, 32, 32), Array.ConvertAll(places, i => i / 2048), Array.ConvertAll(places, i => i / 1024 % 2), Array.ConvertAll(places, i => i / 32 % 32), Array.ConvertAll(places, i => i % 32));
        _evidence = new SpatioTemporalEvidence(_kernel, 80, 32, 32);
        Console.WriteLine(FormattableString.Invariant($"// kept {Kept}: {_synapses.Count} synapses, {_synapses.Operations(_events)} synaptic operations a film"));
    }

    /// <summary>Whole rows of the kernel, empty ends left out.</summary>
    [Benchmark(Baseline = true)]
    public void Rows() => SpatioTemporalConvolution.Forward(_kernel, _events, _evidence);

    /// <summary>Synapse by synapse.</summary>
    [Benchmark]
    public void Synapses() => _synapses.Forward(_events, _evidence);
}
