using Glia.Lab.Reports;
using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Reports;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Common_seeds_are_compared_one_by_one()
    {
        // Seeds differ by 100, runs by 1 to 3: only seed by seed is the difference beyond doubt.
        var compared = Compare([1, 2, 3, 4], seed => 100 * seed, [2, 3, 4, 5], seed => (100 * seed) + seed - 1);
        Assert.True(compared.IsPaired);
        Assert.Equal(2, compared.Difference.Mean, 10);
        Assert.Equal(3, compared.Difference.Count);
        Assert.True(compared.Difference.Upper < 5);
        Assert.Equal(250, compared.First.Mean);
    }

    [Fact]
    public void Different_seeds_are_compared_as_samples()
    {
        var compared = Compare([1, 2, 3], seed => seed, [4, 5, 6], seed => seed + 1);
        Assert.False(compared.IsPaired);
        Assert.Equal(4, compared.Difference.Mean, 10);

        // Welch's t with equal variances of 1 and four degrees of freedom: 4 ± 2.776·√(2/3).
        Assert.Equal(4 - (2.7764451 * Math.Sqrt(2.0 / 3)), compared.Difference.Lower, 5);
    }

    [Fact]
    public void One_value_gives_no_interval()
    {
        var compared = Compare([1], seed => seed, [2], seed => seed);
        Assert.False(compared.IsPaired);
        Assert.Equal(1, compared.Difference.Mean);
        Assert.False(compared.Difference.HasInterval);
        Assert.True(Compare([1], seed => seed, [1], seed => seed + 5, "c", "d").IsPaired);
    }

    [Fact]
    public void Differing_options_and_arms_of_one_run_only_are_listed_and_what_is_not_finite_left_out()
    {
        var first = _temporary.Make("first", ["both", "old"], [1, 2], size: 1);
        var second = _temporary.Make("second", ["both", "new"], [1, 2], size: 2);
        foreach (var run in new[] { first, second })
        {
            Assert.All(run.Plan, trial => TemporaryRuns.Measure(run, trial.ArmName, trial.Seed, ("m", trial.Seed), ("broken", double.NaN)));
        }

        var compared = RunComparison.Of(first, second);
        Assert.Equal([("size", "1", "2")], compared.Options);
        Assert.Equal(["old"], compared.OnlyInFirst);
        Assert.Equal(["new"], compared.OnlyInSecond);
        Assert.Equal(("both", "m"), Assert.Single(compared.Metrics) is var only ? (only.Arm, only.Metric) : default);
    }

    [Fact]
    public void Runs_of_two_studies_do_not_compare()
    {
        var refused = Assert.Throws<RunException>(() => RunComparison.Of(_temporary.Make("first", ["a"], [1]), _temporary.Make("second", ["a"], [1], study: "other")));
        Assert.Equal("first is a run of sample and second one of other; only runs of one study compare.", refused.Message);
    }

    private MetricDifference Compare(
        long[] firstSeeds, Func<long, double> first, long[] secondSeeds, Func<long, double> second, string firstName = "first", string secondName = "second")
    {
        RunFolder Measured(string name, long[] seeds, Func<long, double> value)
        {
            var run = _temporary.Make(name, ["arm"], seeds);
            Assert.All(seeds, seed => TemporaryRuns.Measure(run, "arm", seed, ("m", value(seed))));
            return run;
        }

        return Assert.Single(RunComparison.Of(Measured(firstName, firstSeeds, first), Measured(secondName, secondSeeds, second)).Metrics);
    }
}
