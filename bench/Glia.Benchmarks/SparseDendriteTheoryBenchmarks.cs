using BenchmarkDotNet.Attributes;
using Glia.Dendrites;

namespace Glia.Benchmarks;

/// <summary>The formulas: time for one set of parameters, over the grid of the paper's figure 6 (210 settings, 22 thresholds).</summary>
[MemoryDiagnoser]
public class SparseDendriteTheoryBenchmarks
{
    private const int Thresholds = 22;
    private const int FirstThreshold = 3;
    private static readonly (int Cells, int Active, int Synapses)[] Grid =
    [
        .. from cells in new[] { 1000, 5000, 9000, 13_000, 17_000 }
           from sparsity in new[] { .005, .01, .015, .02, .025, .03 }
           from synapses in new[] { 20, 25, 30, 35, 40, 45, 50 }
           select (cells, SegmentSetting.ActiveCells(cells, sparsity), synapses),
    ];

    /// <summary>The probability of a false match.</summary>
    [Benchmark(OperationsPerInvoke = 210 * Thresholds)]
    public double FalseMatch() => Sum(SdrTheory.FalseMatchProbability);

    /// <summary>Its logarithm.</summary>
    [Benchmark(OperationsPerInvoke = 210 * Thresholds)]
    public double LogFalseMatch() => Sum((cells, active, synapses, threshold) => Math.Max(-1e3, SdrTheory.LogFalseMatchProbability(cells, active, synapses, threshold)));

    /// <summary>A segment that ten patterns share, by the exact mixture over its size.</summary>
    [Benchmark]
    public double UnionOfTenPatterns() => SdrTheory.UnionFalseMatch(4000, 40, 30, 15, 10).Probability;

    private static double Sum(Func<int, int, int, int, double> formula)
    {
        double sum = 0;
        foreach (var (cells, active, synapses) in Grid)
        {
            for (var threshold = FirstThreshold; threshold < FirstThreshold + Thresholds; threshold++)
            {
                sum += formula(cells, active, synapses, threshold);
            }
        }

        return sum;
    }
}
