using BenchmarkDotNet.Attributes;
using Glia.Complexity;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Benchmarks;

/// <summary>LZ76 of spike trains: by comparison with every earlier place (Kaspar and Schuster) and by suffix automaton. Length over time is bits a second.</summary>
[InProcess]
public class LempelZivBenchmarks
{
    private byte[] _train = [];

    [Params(100, 1000, 10_000, 100_000)]
    public int Length { get; set; }

    [Params(0.02, 0.5)]
    public double Rate { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _train = new byte[Length];
        new BernoulliTrains(Rate).Fill(_train, new RandomStream(1, "lempel-ziv-benchmarks"));
    }

    [Benchmark(Baseline = true)]
    public int Comparison() => KasparSchuster.Complexity(_train);

    [Benchmark]
    public int Automaton() => SuffixAutomaton.Parse(_train, null);
}
