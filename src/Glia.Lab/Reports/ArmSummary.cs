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

    /// <summary>Parts the summary into tables: arms stand together where one measures all that the other does; arms that measure nothing stand in the last.</summary>
    public IReadOnlyList<ArmSummary> Blocks()
    {
        var blocks = new List<(HashSet<int> Metrics, List<int> Rows)>();
        for (var row = 0; row < Rows.Count; row++)
        {
            // An arm that measures more joins all blocks that it covers; one that measures less joins the first that covers it.
            var metrics = Enumerable.Range(0, Metrics.Count).Where(metric => Rows[row].Estimates[metric] is not null).ToHashSet();
            var wider = blocks.Where(block => (block.Metrics.Count == 0) == (metrics.Count == 0) && block.Metrics.IsSupersetOf(metrics)).Take(1);
            var joined = wider.Any() ? wider.ToList() : blocks.Where(block => block.Metrics.Count > 0 && block.Metrics.IsSubsetOf(metrics)).ToList();
            blocks.RemoveAll(joined.Contains);
            blocks.Add(([.. metrics, .. joined.SelectMany(block => block.Metrics)], [.. joined.SelectMany(block => block.Rows), row]));
        }

        return
        [
            .. blocks.OrderBy(block => block.Metrics.Count == 0).ThenBy(block => block.Rows.Min()).Select(block =>
            {
                var metrics = block.Metrics.Order().ToList();
                return new ArmSummary(
                    [.. metrics.Select(metric => Metrics[metric])],
                    [.. block.Rows.Order().Select(row => (Rows[row].Arm, (IReadOnlyList<Estimate?>)[.. metrics.Select(metric => Rows[row].Estimates[metric])]))]);
            }),
        ];
    }

    private static Estimate? Over(double[] values) => values.Length == 0 || values.Any(value => !double.IsFinite(value)) ? null : Estimate.FromSample(values);
}
