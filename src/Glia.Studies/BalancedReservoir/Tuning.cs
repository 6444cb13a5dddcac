using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.BalancedReservoir;

/// <summary>What arms reach when the setting is chosen on the other seeds.</summary>
internal static class Tuning
{
    /// <summary>Higher is better for memory capacity, lower for errors.</summary>
    public static bool HigherIsBetter(string metric) => metric == "memory";

    /// <summary>For each seed, the metric of the arm that is best in the mean over the other seeds; nothing with fewer than two seeds.</summary>
    public static IReadOnlyList<SeedValue> Values(TrialTable<ReservoirArm> candidates, string metric)
    {
        var arms = candidates.Rows.GroupBy(row => row.Arm.Name).Select(group => group.ToDictionary(row => row.Seed, row => row[metric])).ToList();
        var seeds = candidates.Rows.Select(row => row.Seed).Distinct().Order().ToList();
        var whole = arms.Where(arm => arm.Count == seeds.Count).ToList();
        if (seeds.Count < 2 || whole.Count == 0)
        {
            return [];
        }

        return [.. seeds.Select(seed =>
        {
            double Others(Dictionary<long, double> arm) => arm.Where(pair => pair.Key != seed).Average(pair => pair.Value);
            return new SeedValue(seed, (HigherIsBetter(metric) ? whole.MaxBy(Others) : whole.MinBy(Others))![seed]);
        })];
    }

    /// <summary>By how much the first is better than the second, seed by seed: ratio − 1 of capacities, or of errors turned round.</summary>
    public static Estimate? Gain(IReadOnlyList<SeedValue> first, IReadOnlyList<SeedValue> second, string metric)
    {
        var baseline = second.ToDictionary(value => value.Seed, value => value.Value);
        double[] gains = [.. first.Where(value => baseline.ContainsKey(value.Seed))
            .Select(value => (HigherIsBetter(metric) ? value.Value / baseline[value.Seed] : baseline[value.Seed] / value.Value) - 1)];
        return gains.Length == 0 ? null : Estimate.FromSample(gains);
    }
}
