using Glia.Lab.Progress;

namespace Glia.Lab.Tests.Progress;

public sealed class TimeLeftTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly Dictionary<string, double> None = [];

    [Fact]
    public void Nothing_is_said_before_anything_is_known()
    {
        var left = new TimeLeft(missing: 4, parallel: 1);
        left.Observe(new TrialStarted(Start, "a", "arm", 1));
        Assert.Null(left.Range(Start.AddSeconds(5)));
        Assert.Equal(0, left.Fraction);
    }

    [Fact]
    public void A_trial_s_steps_tell_how_long_all_take()
    {
        var left = new TimeLeft(missing: 4, parallel: 1);
        left.Observe(new TrialStarted(Start, "a", "arm", 1));
        left.Observe(new TrialStep(Start, "a", 50, 100, None));
        Assert.Equal(0.125, left.Fraction);
        var (least, most) = left.Range(Start.AddSeconds(5))!.Value;

        // 3.5 trials of 10 s are left; one trial alone gives the widest range.
        Assert.Equal(35 * 0.5, least.TotalSeconds, 6);
        Assert.Equal(35 * 1.5, most.TotalSeconds, 6);
    }

    [Fact]
    public void Trials_of_equal_length_give_a_narrow_range_divided_by_those_at_once()
    {
        var left = new TimeLeft(missing: 12, parallel: 2);
        for (var i = 0; i < 4; i++)
        {
            left.Observe(new TrialStarted(Start, $"{i}", "arm", i));
            left.Observe(new TrialFinished(Start, $"{i}", 10, None));
        }

        var (least, most) = left.Range(Start)!.Value;
        Assert.Equal(40 * 0.95, least.TotalSeconds, 6);
        Assert.Equal(40 * 1.05, most.TotalSeconds, 6);
    }

    [Fact]
    public void Failures_that_are_final_count_as_ended_and_others_do_not()
    {
        var left = new TimeLeft(missing: 2, parallel: 1);
        left.Observe(new TrialStarted(Start, "a", "arm", 1));
        left.Observe(new TrialFailed(Start, "a", "It fell over.", 1, Final: false));
        Assert.Equal(0, left.Ended);
        left.Observe(new TrialFailed(Start, "a", "It fell over.", 2, Final: true));
        Assert.Equal(1, left.Ended);
        Assert.Empty(left.Running);
        Assert.Equal(0.5, left.Fraction);
    }

    [Fact]
    public void A_run_that_misses_nothing_is_done() => Assert.Equal(1, new TimeLeft(missing: 0, parallel: 1).Fraction);
}
