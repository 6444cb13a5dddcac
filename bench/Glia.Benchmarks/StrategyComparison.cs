using System.Collections.Concurrent;
using System.Diagnostics;
using Glia.Continual;
using Glia.Data;
using Glia.Lab.Statistics;

namespace Glia.Benchmarks;

/// <summary>All strategies on ten tasks of permuted digits, each tuned alike on validation images, beside published accuracies.</summary>
/// <remarks><c>dotnet run -c Release --project bench/Glia.Benchmarks -- strategies [first seed] [seeds] [threads] [images a task] [name, …]</c></remarks>
internal sealed class StrategyComparison(ContinualComparison comparison, int threads)
{
    private const int MemoryPerTask = 200;
    private const int DirectionsPerTask = 20;
    private const long TuningSeed = 1000;

    public static void Run(string[] arguments)
    {
        int Argument(int index, int otherwise) => index < arguments.Length ? int.Parse(arguments[index], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
        var digits = Mnist.Embedded;
        SparseImages Images(LabelledImages data) => new(data.Pixels, data.Labels, data.PixelsPerImage);
        var defaults = new ContinualComparisonOptions();
        var options = defaults with { Size = defaults.Size with { SamplesPerTask = Argument(3, defaults.Size.SamplesPerTask) } };
        var comparison = new ContinualComparison(Images(digits.Train), Images(digits.Test), options);
        var first = Argument(0, 1);
        var names = arguments.Skip(4).ToHashSet();
        var strategies = ComparedStrategies.All(MemoryPerTask, options.Size.Tasks, DirectionsPerTask).Where(strategy => names.Count == 0 || names.Contains(strategy.Name));
        new StrategyComparison(comparison, Argument(2, 2)).Print([.. strategies], [.. Enumerable.Range(first, Argument(1, 5)).Select(seed => (long)seed)]);
    }

    // Rows come as they are done, so that a run that is stopped has given what it could.
    private void Print(IReadOnlyList<ComparedStrategy> strategies, long[] seeds)
    {
        Console.WriteLine("| strategy | step size, strength | ACC | BWT | learning accuracy | images seen | kept, MB | stored samples | extra gradients | time a run, s | published ACC (BWT) |");
        Console.WriteLine("|---|---|---|---|---|---:|---:|---:|---:|---:|---|");

        // One by one instead of in ranges: some strategies take a hundred times as long as others.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.ForEach(Partitioner.Create(strategies, EnumerablePartitionerOptions.NoBuffering), parallel, strategy =>
        {
            var chosen = comparison.Choose(strategy, TuningSeed);
            var watch = Stopwatch.StartNew();
            var runs = seeds.Select(seed => comparison.Run(strategy, chosen.LearningRate, chosen.Strength, seed)).ToList();
            Console.WriteLine(Row(runs, watch.Elapsed.TotalSeconds / seeds.Length));
        });
    }

    private static string Row(List<ComparedRun> runs, double seconds)
    {
        var run = runs[0];
        var published = PublishedAccuracies.Of(run.Strategy).Select(row => FormattableString.Invariant(
            $"{row.Acc:0.000}{(row.Bwt is { } bwt ? FormattableString.Invariant($" ({bwt:0.00})") : "")} {row.Source}{(row.Recalled ? ", recalled" : "")}"));
        string[] cells =
        [
            run.Strategy, FormattableString.Invariant($"{run.LearningRate}, {run.Strength}"),
            Mean(runs, r => r.Accuracy.Acc), Mean(runs, r => r.Accuracy.Bwt), Mean(runs, r => r.Accuracy.LearningAccuracy),
            FormattableString.Invariant($"{run.ImagesSeen:N0} | {run.Cost.StateBytes / 1e6:0.0} | {run.Cost.StoredSamples:N0} | {run.Cost.GradientSamples:N0} | {seconds:0.0}"),
            string.Join("; ", published),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Mean(List<ComparedRun> runs, Func<ComparedRun, double> value) => Estimate.FromSample([.. runs.Select(value)]).ToString();
}
