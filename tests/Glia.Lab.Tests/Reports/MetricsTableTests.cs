using Glia.Lab.Reports;

namespace Glia.Lab.Tests.Reports;

public sealed class MetricsTableTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_row_is_a_trial_and_a_metric_that_it_lacks_an_empty_cell()
    {
        var run = _temporary.Make("run", ["a", "b"], [1, 2]);
        TemporaryRuns.Measure(run, "b", 1, ("loss", 2));
        TemporaryRuns.Measure(run, "a", 2, ("accuracy", 1));
        var table = MetricsTable.Of(run);
        Assert.Equal(["key", "arm", "arm.method", "seed", "accuracy", "loss", "seconds"], table.Columns.Select(column => column.Name));
        Assert.Equal(["a", "a", 2L, 1.0, null, 0.5], table.Rows[0].Skip(1));
        Assert.Equal(["b", "b", 1L, null, 2.0, 0.5], table.Rows[1].Skip(1));
        Assert.Equal(1, table.Seconds);
    }

    [Fact]
    public async Task Metrics_called_like_other_columns_keep_their_own_column_in_every_format()
    {
        var run = _temporary.Make("run", ["a"], [1]);
        TemporaryRuns.Measure(run, "a", 1, ("seconds", 7), ("seed", 8), ("arm.method", 9));
        var table = MetricsTable.Of(run);
        Assert.Equal(table.Columns.Count, table.Columns.Select(column => column.Name).Distinct().Count());
        Assert.Contains("\"metric.seconds\": 7", TableExport.Json(table), StringComparison.Ordinal);
        Assert.Contains("metric.seconds,metric.seed,metric.arm.method,seconds", TableExport.Csv(table), StringComparison.Ordinal);
        await ParquetExport.WriteAsync(table, run.File("metrics.parquet"));
    }

    [Fact]
    public void A_run_without_trials_has_a_table_without_rows()
    {
        var table = MetricsTable.Of(_temporary.Make("run", ["a"], [1]));
        Assert.Equal(["key", "arm", "seed", "seconds"], table.Columns.Select(column => column.Name));
        Assert.Empty(table.Rows);
        Assert.Equal("key,arm,seed,seconds\r\n", TableExport.Csv(table));
    }
}
