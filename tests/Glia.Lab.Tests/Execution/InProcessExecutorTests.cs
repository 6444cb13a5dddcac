using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Tests.Execution;

public sealed class InProcessExecutorTests : IDisposable
{
    private static readonly TrialResult Result = new();
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task As_many_trials_run_at_once_as_are_asked_for()
    {
        const int parallel = 3;
        using var meeting = new Barrier(parallel);
        var study = new SampleStudy((_, _) => meeting.SignalAndWait(TimeSpan.FromSeconds(30)) ? Result : throw new TimeoutException("The others did not run."));
        var run = await RunAsync(study, parallel);
        Assert.Empty(run.Store.Failures());
        Assert.Equal(6, run.Table(Assert.Fail).Rows.Count);
    }

    [Fact]
    public async Task A_study_that_wants_a_process_for_itself_has_one_trial_at_a_time()
    {
        var running = 0;
        var study = new SampleStudy((_, _) =>
        {
            var together = Interlocked.Increment(ref running);
            Thread.Sleep(5);
            Interlocked.Decrement(ref running);
            return together == 1 ? Result : throw new InvalidOperationException($"{together} at once");
        })
        { Alone = true };
        Assert.Empty((await RunAsync(study, parallel: 4)).Store.Failures());
    }

    [Fact]
    public async Task A_run_in_which_everything_fails_alike_ends_early_and_says_why()
    {
        var study = new SampleStudy((_, _) => throw new InvalidOperationException("No luck.")) { ArmNames = [.. Enumerable.Range(0, 10).Select(number => $"arm {number}")] };
        var refused = await Assert.ThrowsAsync<RunException>(() => RunAsync(study, parallel: 1));
        Assert.Contains("5 trials failed alike and none succeeded, so the rest was not tried: InvalidOperationException: No luck.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(FailureCount.Limit, RunFolder.Open(_temporary.Runs.Find(RunsFolder.Last)).Store.Failures().Count);
    }

    [Fact]
    public async Task Trials_that_were_given_up_are_neither_done_nor_failed()
    {
        using var wish = new StopWish();
        var study = new SampleStudy((arm, context) =>
        {
            if (arm.Method == "b")
            {
                wish.Press();
                wish.Press();
                context.Step(1, 2);
            }

            return Result;
        });
        var run = await RunAsync(study, parallel: 1, wish);
        Assert.Equal(3, run.Table(Assert.Fail).Rows.Count);
        Assert.Empty(run.Store.Failures());
    }

    private async Task<RunFolder> RunAsync(Study study, int parallel, StopWish? wish = null)
    {
        using var none = new StopWish();
        var run = new RunSession(_temporary.Runs, TimeProvider.System).Create(study, new RunRequest(PresetName.Quick, [], Seeds: null));
        await new InProcessExecutor(parallel, TimeProvider.System).ExecuteAsync(run, study, run.Plan, new ObserverGroup(), wish ?? none);
        return run;
    }
}
