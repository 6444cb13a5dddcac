using System.Text.Json;
using Glia.Lab.Runs;

namespace Glia.Lab.Reports;

/// <summary>Two runs beside each other: the options that differ, then each metric's difference, paired by seed where seeds agree.</summary>
/// <param name="Options">Options that differ, with both values.</param>
/// <param name="Metrics">Differences, second run minus first.</param>
/// <param name="OnlyInFirst">Arms that only the first run has.</param>
/// <param name="OnlyInSecond">Arms that only the second run has.</param>
public sealed record RunComparison(
    IReadOnlyList<(string Name, string First, string Second)> Options,
    IReadOnlyList<MetricDifference> Metrics,
    IReadOnlyList<string> OnlyInFirst,
    IReadOnlyList<string> OnlyInSecond)
{
    /// <summary>Compares two runs of one study.</summary>
    /// <exception cref="RunException">The runs are of different studies.</exception>
    public static RunComparison Of(RunFolder first, RunFolder second)
    {
        if (first.Record.Study != second.Record.Study)
        {
            throw new RunException($"{first.Record.Name} is a run of {first.Record.Study} and {second.Record.Name} one of {second.Record.Study}; only runs of one study compare.");
        }

        var (a, b) = (Values(first), Values(second));
        var metrics =
            from arm in a.Keys
            where b.ContainsKey(arm)
            from metric in a[arm].Keys
            where b[arm].ContainsKey(metric)
            select MetricDifference.Of(arm, metric, a[arm][metric], b[arm][metric]);
        return new RunComparison(
            DifferentOptions(first.Record.Options, second.Record.Options), [.. metrics], [.. a.Keys.Except(b.Keys)], [.. b.Keys.Except(a.Keys)]);
    }

    private static List<(string Name, string First, string Second)> DifferentOptions(JsonElement first, JsonElement second)
    {
        static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : "–";
        return
        [
            .. first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct()
                .Select(name => (name, Text(first, name), Text(second, name))).Where(option => option.Item2 != option.Item3),
        ];
    }

    private static Dictionary<string, Dictionary<string, Dictionary<long, double>>> Values(RunFolder run)
    {
        var values = new Dictionary<string, Dictionary<string, Dictionary<long, double>>>(StringComparer.Ordinal);
        foreach (var (trial, result) in run.Table(_ => { }).Rows)
        {
            if (!values.TryGetValue(trial.ArmName, out var metrics))
            {
                values[trial.ArmName] = metrics = new Dictionary<string, Dictionary<long, double>>(StringComparer.Ordinal);
            }

            foreach (var (metric, value) in result.Metrics.Where(metric => double.IsFinite(metric.Value)))
            {
                if (!metrics.TryGetValue(metric, out var bySeed))
                {
                    metrics[metric] = bySeed = [];
                }

                bySeed[trial.Seed] = value;
            }
        }

        return values;
    }
}
