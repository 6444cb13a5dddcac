using System.Globalization;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Execution;

/// <summary>Runs trials in this process, one a core; each uses one thread, so that its numbers do not depend on the machine.</summary>
/// <param name="parallel">Trials that run at once.</param>
/// <param name="clock">Gives the events their time.</param>
public sealed class InProcessExecutor(int parallel, TimeProvider clock) : IExecutor
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"in process, {parallel} at once");

    /// <inheritdoc/>
    public int Parallel => parallel;

    /// <inheritdoc/>
    public async Task ExecuteAsync(RunFolder run, Study study, IReadOnlyList<Trial> missing, IRunObserver observer, StopWish wish)
    {
        using var failures = new FailureCount();
        var runner = new TrialRunner(run, study, new ObserverGroup(observer, failures), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(wish.AfterTrials, failures.Hopeless);
        var next = -1;
        void Work()
        {
            try
            {
                int index;
                while (!stop.IsCancellationRequested && (index = Interlocked.Increment(ref next)) < missing.Count)
                {
                    runner.Run(missing[index], attempt: 1, wish.Now);
                }
            }
            catch (RunException)
            {
                // The folder can no longer be written: what would be computed from here on would be lost.
                stop.Cancel();
                throw;
            }
        }

        try
        {
            // Threads of their own: a trial computes for long, and libtorch keeps state per thread.
            await Task.WhenAll(Enumerable.Range(0, study.RunsTrialsAlone ? 1 : Math.Min(parallel, missing.Count))
                .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
        catch (OperationCanceledException) when (wish.Now.IsCancellationRequested)
        {
            // The user gave the running trials up; they count as missing.
        }

        failures.ThrowIfHopeless(run);
    }
}
