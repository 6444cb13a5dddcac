using System.Globalization;
using System.Text.Json;
using Glia.Lab.Runs;

namespace Glia.Lab.Reports;

/// <summary>A run's trials as a flat table: one row a trial; columns for the key, the arm and its properties, the seed, the metrics and the time.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The cells, as many a row as there are columns: text, number, or null where a trial lacks the metric.</param>
public sealed record MetricsTable(IReadOnlyList<MetricsColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>The time of all trials together, in seconds.</summary>
    public double Seconds => Rows.Sum(row => (double)row[^1]!);

    /// <summary>Makes the table of a run's finished trials, in the plan's order.</summary>
    public static MetricsTable Of(RunFolder run)
    {
        var done = run.Store.Read(_ => { });
        var trials = run.Plan.Where(trial => done.ContainsKey(trial.Key)).Select(trial => (Trial: trial, File: done[trial.Key])).ToList();
        var properties = trials.SelectMany(trial => trial.Trial.Arm.EnumerateObject().Where(IsPlain).Select(property => property.Name)).Distinct().ToList();
        var metrics = trials.SelectMany(trial => trial.File.Result.Metrics.Keys).Distinct().ToList();
        var numeric = properties.ToDictionary(name => name, name => trials.All(trial => !trial.Trial.Arm.TryGetProperty(name, out var value)
            || value.ValueKind is JsonValueKind.Number or JsonValueKind.Null));
        List<MetricsColumn> columns =
        [
            new("key", MetricsColumnKind.Text), new("arm", MetricsColumnKind.Text),
            .. properties.Select(name => new MetricsColumn("arm." + name, numeric[name] ? MetricsColumnKind.Number : MetricsColumnKind.Text)),
            new("seed", MetricsColumnKind.Seed),
            .. metrics.Select(name => new MetricsColumn(ColumnOf(name, properties), MetricsColumnKind.Number) { IsMetric = true }),
            new("seconds", MetricsColumnKind.Number),
        ];
        var rows = trials.Select(trial => (IReadOnlyList<object?>)
        [
            trial.Trial.Key, trial.Trial.ArmName,
            .. properties.Select(name => Cell(trial.Trial.Arm, name, numeric[name])),
            trial.Trial.Seed,
            .. metrics.Select(name => trial.File.Result.Metrics.TryGetValue(name, out var value) ? value : (object?)null),
            trial.File.Seconds,
        ]).ToList();
        return new MetricsTable(columns, rows);
    }

    /// <summary>A cell as text in the invariant culture, every digit of a number.</summary>
    public static string Text(object? cell) => cell is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";

    // A study may call a metric like a column that every table has; no two columns have one name.
    private static string ColumnOf(string metric, IReadOnlyList<string> properties) =>
        metric is "key" or "arm" or "seed" or "seconds" || properties.Any(property => "arm." + property == metric) ? "metric." + metric : metric;

    private static bool IsPlain(JsonProperty property) => property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static object? Cell(JsonElement arm, string name, bool numeric) =>
        !arm.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : numeric ? value.GetDouble()
        : value.ToString();
}
