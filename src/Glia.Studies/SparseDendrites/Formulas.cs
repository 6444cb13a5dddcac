using Glia.Dendrites;
using Glia.Lab.Trials;
using MathNet.Numerics.Statistics;

namespace Glia.Studies.SparseDendrites;

/// <summary>The parts of the study that are closed formulas, at the paper's settings.</summary>
internal static class Formulas
{
    public static readonly int[] Actives = [64, 128, 256];
    public static readonly int[] Thresholds = [.. Enumerable.Range(3, 22)];
    private static readonly int[] CellGrid = [.. Enumerable.Range(0, 99).Select(i => 300 + (200 * i))];
    private static readonly int[] SynapseGrid = [.. Enumerable.Range(2, 29).Select(i => 2 * i)];

    public static TrialResult Tables()
    {
        var errors = PublishedNumbers.Compare().ToList();
        return Metrics(("numbers", errors.Count), ("worst error", errors.Max(row => row.Error)), ("worst error, in tolerances", errors.Max(row => row.InTolerances)));
    }

    public static TrialResult Headline()
    {
        var strict = SdrTheory.FalseMatchProbability(10_000, 300, 30, 15);
        return Metrics(
            ("false match, s=30", SdrTheory.FalseMatchProbability(10_000, 300, 30, 12)),
            ("false match, s=24", SdrTheory.FalseMatchProbability(10_000, 300, 24, 12)),
            ("miss at 20 % noise", SdrTheory.FalseNegativeProbability(300, 30, 12, 60)),
            ("any of a million segments", SdrTheory.AnyFalseMatch(strict, 1e6)),
            ("bound for a million segments", SdrTheory.UnionBound(strict, 1e6)));
    }

    public static TrialResult Curves()
    {
        double[] OverCells(Func<int, double> probability) => [.. CellGrid.Select(probability)];
        double[] OverSynapses(int active) => [.. SynapseGrid.Select(synapses => SdrTheory.FalseMatchProbability(2000, active, synapses, synapses / 2))];
        var arrays = new Dictionary<string, NumericArray>
        {
            ["cells"] = NumericArray.Of(CellGrid.Select(cells => (double)cells)),
            ["dense"] = NumericArray.Of(OverCells(cells => SdrTheory.FalseMatchProbability(cells, cells / 2, 24, 12))),
            ["dense, s=25, θ=19"] = NumericArray.Of(OverCells(cells => SdrTheory.FalseMatchProbability(cells, cells / 2, 25, 19))),
            ["synapses"] = NumericArray.Of(SynapseGrid.Select(synapses => (double)synapses)),
        };
        foreach (var active in Actives)
        {
            arrays[$"cells, a={active}"] = NumericArray.Of(OverCells(cells => SdrTheory.FalseMatchProbability(cells, active, 24, 12)));
            arrays[$"synapses, a={active}"] = NumericArray.Of(OverSynapses(active));
        }

        var sparse = arrays["cells, a=128"].Values;
        return Metrics(
            ("n=300, a=128", SdrTheory.FalseMatchProbability(300, 128, 24, 12)),
            ("n=4100, a=128", SdrTheory.FalseMatchProbability(4100, 128, 24, 12)),
            ("n=19900, a=256", SdrTheory.FalseMatchProbability(19_900, 256, 24, 12)),
            ("dense, lowest", arrays["dense"].Values.Concat(arrays["dense, s=25, θ=19"].Values).Min()),
            ("dense, s=25, θ=19, n=19900", arrays["dense, s=25, θ=19"].Values[^1]),
            ("accelerating steps", Accelerating(sparse)),
            ("straightness over s", Actives.Min(active => Straightness(arrays[$"synapses, a={active}"].Values)))) with
        { Arrays = arrays };
    }

    public static TrialResult ThresholdGrid(SparseDendritesOptions options)
    {
        var settings = (from cells in options.GridCells
                        from sparsity in options.GridSparsities
                        from synapses in options.GridSynapses
                        select (cells, active: SegmentSetting.ActiveCells(cells, sparsity), synapses)).ToList();
        var grids = Array.ConvertAll(Thresholds, threshold => settings.ConvertAll(setting => SdrTheory.FalseMatchProbability(setting.cells, setting.active, setting.synapses, threshold)));
        var medians = Array.ConvertAll(grids, grid => grid.Median());
        double First(double target) => Thresholds.Zip(medians).Where(pair => pair.Second <= target).Select(pair => (double)pair.First).FirstOrDefault(double.PositiveInfinity);
        return Metrics(
            ("settings", settings.Count),
            ("first threshold at 2e-9", First(2e-9)),
            ("first threshold at 1e-9", First(1e-9)),
            ("median at 8", medians[8 - Thresholds[0]]),
            ("worst error of the medians", PublishedNumbers.Medians.Max(known => Math.Abs((medians[known.Key - Thresholds[0]] / known.Value) - 1)))) with
        {
            Arrays = new Dictionary<string, NumericArray>
            {
                ["median"] = NumericArray.Of(medians),
                ["mean"] = NumericArray.Of(grids.Select(grid => grid.Average())),
                ["largest"] = NumericArray.Of(grids.Select(grid => grid.Max())),
            },
        };
    }

    public static TrialResult Unions(SparseDendritesOptions options)
    {
        var paper = SdrTheory.UnionFalseMatch(20_000, 100, 25, 15, 10);
        var shared = options.SharedPatterns.Select(patterns => SdrTheory.UnionFalseMatch(4000, 40, 30, 15, patterns)).ToList();
        var together = options.SharedPatterns.Select(patterns => SdrTheory.ActivityUnionFalseMatch(4000, 30, 20, 10, patterns)).ToList();
        return Metrics(
            ("ten patterns, mean field", paper.MeanField), ("ten patterns, exact", paper.Probability), ("ten patterns, synapses", paper.ExpectedSize),
            ("ten patterns, Bloom filter", SdrTheory.BloomFalseMatch(20_000, 25, 10, 15))) with
        {
            Arrays = new Dictionary<string, NumericArray>
            {
                ["patterns"] = NumericArray.Of(options.SharedPatterns.Select(patterns => (double)patterns)),
                ["shared, exact"] = NumericArray.Of(shared.Select(match => match.Probability)),
                ["shared, mean field"] = NumericArray.Of(shared.Select(match => match.MeanField)),
                ["together"] = NumericArray.Of(together.Select(match => options.Continuous ? match.Continuous : match.Rounded)),
                ["together, active cells"] = NumericArray.Of(together.Select(match => options.Continuous ? match.Active : match.RoundedActive)),
            },
        };
    }

    // The share of steps that lower the logarithm by more than the step before: 1 for a fall that is faster than exponential, 0 for a slower one.
    private static double Accelerating(IReadOnlyList<double> probabilities)
    {
        var steps = probabilities.Skip(1).Zip(probabilities, (after, before) => Math.Log(after / before)).ToList();
        return steps.Skip(1).Zip(steps, (after, before) => after < before ? 1.0 : 0).Average();
    }

    // R² of log P over s.
    private static double Straightness(IReadOnlyList<double> probabilities) =>
        Math.Pow(Correlation.Pearson(SynapseGrid.Select(synapses => (double)synapses), probabilities.Select(probability => Math.Log(probability))), 2);

    private static TrialResult Metrics(params (string Name, double Value)[] metrics) => new() { Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value) };
}
