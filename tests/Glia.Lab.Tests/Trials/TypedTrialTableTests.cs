using Glia.Lab.Trials;

namespace Glia.Lab.Tests.Trials;

public sealed class TypedTrialTableTests
{
    private static readonly TrialTable<SampleArm> Table = new(
    [
        Row("method", 1, 3), Row("method", 2, 5), Row("method", 9, 1000),
        Row("baseline", 2, 4), Row("baseline", 1, 1),
    ]);

    [Fact]
    public void Differences_are_taken_over_the_seeds_that_both_arms_have()
    {
        // 3 − 1 and 5 − 4; seed 9 has no partner.
        var difference = Table.Difference("method", "baseline", "m")!.Value;
        Assert.Equal(1.5, difference.Mean, 12);
        Assert.Equal(2, difference.Count);
        Assert.Null(Table.Difference("method", "missing", "m"));
    }

    [Fact]
    public void Parts_are_taken_by_arm_and_have_the_plan_s_order()
    {
        Assert.Equal(["method", "baseline"], Table.Arms.Select(arm => arm.Name));
        Assert.Equal([2L, 1L], Table.Of("baseline").Values("m").Select(value => value.Seed));
        Assert.Equal(2.5, Table.Of("baseline").Mean("m")!.Value.Mean);
        Assert.Null(Table.Of("missing").Mean("m"));
    }

    [Fact]
    public void A_metric_that_is_not_there_is_named_beside_those_that_are() => Assert.Equal(
        "Trial 'method' has no metric 'accuracy'; it has m.", Assert.Throws<KeyNotFoundException>(() => Table.Mean("accuracy")).Message);

    private static TrialRow<SampleArm> Row(string arm, long seed, double value) =>
        new(new SampleArm(arm), seed, new TrialResult { Metrics = new Dictionary<string, double> { ["m"] = value } });
}
