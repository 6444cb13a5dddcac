using Glia.Lab.Statistics;

namespace Glia.Lab.Reports;

/// <summary>A run's metrics as mean and interval over seeds: one row an arm.</summary>
/// <param name="Metrics">Names of the metrics.</param>
/// <param name="Rows">Each arm with an estimate a metric; null where its trials lack the metric.</param>
public sealed record ArmSummary(IReadOnlyList<string> Metrics, IReadOnlyList<(string Arm, IReadOnlyList<Estimate?> Estimates)> Rows)
{
    /// <summary>Summarises a table by arm: everything but the seed.</summary>
    public static ArmSummary Of(MetricsTable table)
    {
        var arm = table.Columns.ToList().FindIndex(column => column.Name == "arm");
        var metrics = Enumerable.Range(0, table.Columns.Count).Where(index => table.Columns[index].IsMetric).ToList();
        return new ArmSummary(
            [.. metrics.Select(index => table.Columns[index].Name)],
            [
                .. table.Rows.GroupBy(row => (string)row[arm]!).Select(group =>
                    (group.Key, (IReadOnlyList<Estimate?>)[.. metrics.Select(metric => Over([.. group.Select(row => row[metric]).OfType<double>()]))])),
            ]);
    }

    private static Estimate? Over(double[] values) => values.Length == 0 || values.Any(value => !double.IsFinite(value)) ? null : Estimate.FromSample(values);
}
