using Glia.Lab.Reports;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Reports;

public class ArmSummaryTests
{
    private static readonly Estimate One = Estimate.FromSample([1.0, 2.0, 3.0]);

    [Fact]
    public void Arms_stand_together_where_one_covers_the_other_and_arms_without_any_metric_in_the_last_table()
    {
        var summary = new ArmSummary(["a", "b", "c"], [("silent", [null, null, null]), ("first", [One, null, null]), ("other", [null, null, One]), ("second", [null, One, null]), ("both", [One, One, null])]);
        var blocks = summary.Blocks();
        Assert.Equal(["a b: first second both", "c: other", ": silent"], blocks.Select(block => $"{string.Join(' ', block.Metrics)}: {string.Join(' ', block.Rows.Select(row => row.Arm))}"));
        Assert.All(blocks, block => Assert.All(block.Rows, row => Assert.Equal(block.Metrics.Count, row.Estimates.Count)));
        Assert.Equal([One, null], blocks[0].Rows[0].Estimates);
    }

    [Fact]
    public void Arms_that_share_only_some_metrics_stand_apart()
    {
        var summary = new ArmSummary(["a", "shared", "b"], [("x", [One, One, null]), ("y", [null, One, One]), ("less", [null, One, null])]);
        Assert.Equal(["a shared: x less", "shared b: y"], summary.Blocks().Select(block => $"{string.Join(' ', block.Metrics)}: {string.Join(' ', block.Rows.Select(row => row.Arm))}"));
    }

    [Fact]
    public void Arms_that_measure_the_same_stay_in_one_table()
    {
        var summary = new ArmSummary(["a"], [("x", [One]), ("y", [One])]);
        Assert.Equal(summary.Rows.Select(row => row.Arm), Assert.Single(summary.Blocks()).Rows.Select(row => row.Arm));
    }
}
