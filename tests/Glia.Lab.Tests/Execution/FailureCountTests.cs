using Glia.Lab.Execution;
using Glia.Lab.Progress;

namespace Glia.Lab.Tests.Execution;

public sealed class FailureCountTests
{
    [Fact]
    public void Failures_alike_without_a_success_are_hopeless() => Assert.True(IsHopeless(Repeat(Failed("same"), FailureCount.Limit)));

    [Fact]
    public void A_success_before_gives_hope() => Assert.False(IsHopeless([new TrialFinished(default, "k", 1, new Dictionary<string, double>()), .. Repeat(Failed("same"), 2 * FailureCount.Limit)]));

    [Fact]
    public void Different_failures_may_be_different_faults() =>
        Assert.False(IsHopeless(Enumerable.Range(0, 4 * FailureCount.Limit).Select(i => Failed(i % 2 == 0 ? "one" : "other"))));

    [Fact]
    public void Failures_that_are_tried_again_do_not_count() => Assert.False(IsHopeless(Repeat(Failed("same") with { Final = false }, 2 * FailureCount.Limit)));

    private static TrialFailed Failed(string message) => new(default, "k", message, 1, Final: true);

    private static IEnumerable<RunEvent> Repeat(RunEvent happened, int times) => Enumerable.Repeat(happened, times);

    private static bool IsHopeless(IEnumerable<RunEvent> events)
    {
        using var count = new FailureCount();
        foreach (var happened in events)
        {
            count.Observe(happened);
        }

        return count.Hopeless.IsCancellationRequested;
    }
}
