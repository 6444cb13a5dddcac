using Glia.Lab.Statistics;

namespace Glia.Lab.Reports;

/// <summary>The difference of a metric between two runs.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Metric">The metric.</param>
/// <param name="First">The first run's estimate.</param>
/// <param name="Second">The second run's estimate.</param>
/// <param name="Difference">Second minus first, with its interval.</param>
/// <param name="IsPaired">Whether the difference is taken seed by seed.</param>
public sealed record MetricDifference(string Arm, string Metric, Estimate First, Estimate Second, Estimate Difference, bool IsPaired)
{
    /// <summary>Takes the difference: over common seeds if there are at least two, else between the two samples.</summary>
    public static MetricDifference Of(string arm, string metric, IReadOnlyDictionary<long, double> first, IReadOnlyDictionary<long, double> second)
    {
        double[] a = [.. first.Values], b = [.. second.Values];
        var shared = first.Keys.Count(second.ContainsKey);
        var isPaired = shared > 1 || (shared == 1 && a.Length == 1 && b.Length == 1);
        return new MetricDifference(
            arm, metric, Estimate.FromSample(a), Estimate.FromSample(b), isPaired ? PairedDifference.Between(BySeed(second), BySeed(first)).Estimate : Unpaired(a, b), isPaired);
    }

    private static IEnumerable<SeedValue> BySeed(IReadOnlyDictionary<long, double> values) => values.Select(value => new SeedValue(value.Key, value.Value));

    // One value on a side says nothing of the spread, so the difference has no interval.
    private static Estimate Unpaired(double[] first, double[] second) => Math.Min(first.Length, second.Length) > 1
        ? WelchDifference.Between(second, first).Estimate
        : new Estimate(second.Average() - first.Average(), double.NaN, double.NaN, first.Length + second.Length);
}
