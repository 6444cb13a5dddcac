using Glia.Anytime;

namespace Glia.Tests.Anytime;

public sealed class PublishedRunTests
{
    [Fact]
    public void The_accounting_gives_the_published_mean_latency_for_every_cap()
    {
        var latencies = PublishedRun.Latencies();
        Assert.Equal(PublishedRun.Images, latencies.Length);
        var result = new StoppingResult(latencies, 0.9427, 27);
        Assert.Equal(11.5097, result.MeanLatency, 1e-9);
        var capped = result.CappedMeanLatencies();
        for (var cap = 1; cap <= 27; cap++)
        {
            Assert.Equal(cap < 8 ? cap : PublishedRun.CappedMeanLatency[cap - 8], capped[cap - 1], 1e-9);
        }
    }

    [Fact]
    public void The_shares_that_still_run_fall_from_step_to_step()
    {
        var capped = new StoppingResult(PublishedRun.Latencies(), 0.9427, 27).CappedMeanLatencies();
        var running = capped.Zip(capped.Skip(1), (lower, higher) => higher - lower).ToArray();
        Assert.Equal([0.9988, 0.9606, 0.6936, 0.394], running[6..10].Select(share => Math.Round(share, 9)));
        Assert.Equal(0.0338, running[^1], 1e-9);
        Assert.All(running.Zip(running.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-12));
    }

    [Fact]
    public void The_fixed_latency_within_a_fifth_of_a_point_is_21_and_the_dynamic_run_saves_46_per_cent_of_it()
    {
        var curve = PublishedRun.FixedAccuracy.Select(percent => percent / 100).ToArray();
        Assert.Equal(21, FixedLatency.Equivalent(curve, 0.002));
        Assert.Equal(27, FixedLatency.Equivalent(curve, 0));
        // 94.08 % is reached by the dynamic run with cap 21, at mean latency 11.2605 … with the accuracies of the fixed run.
        Assert.Equal(0.46, 1 - (PublishedRun.CappedMeanLatency[21 - 8] / 21), 0.005);
        Assert.Equal(0.574, 1 - (PublishedRun.CappedMeanLatency[^1] / 27), 0.0005);
    }

    [Fact]
    public void Stopping_at_random_with_the_published_histogram_would_lose_more_than_a_point()
    {
        var histogram = new StoppingResult(PublishedRun.Latencies(), 0.9427, 27).Histogram();
        var random = FixedLatency.RandomStopping(PublishedRun.FixedAccuracy, histogram);
        Assert.InRange(random, 92.4, 93.0);
    }
}
