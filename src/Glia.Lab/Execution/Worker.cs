using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;

namespace Glia.Lab.Execution;

/// <summary>Runs one batch of a run's trials: what <c>glia worker</c> does, on this machine or a cluster's.</summary>
public static class Worker
{
    /// <summary>The exit code of a worker process that could not read or write the run folder; its error output says why.</summary>
    public const int ExitCodeOfFolderProblem = 73;

    /// <summary>Runs the trials of a batch that have no result file, one after the other.</summary>
    /// <param name="run">The run.</param>
    /// <param name="study">The run's study.</param>
    /// <param name="batch">The batch's number, from 0.</param>
    /// <param name="observer">Sees the events.</param>
    /// <param name="wish">The wish to end.</param>
    /// <param name="clock">Gives the events their time.</param>
    public static void Run(RunFolder run, Study study, int batch, IRunObserver observer, StopWish wish, TimeProvider clock)
    {
        var trials = BatchList.Read(run, batch);
        var done = run.Store.Read(message => observer.Observe(new RunWarning(clock.GetUtcNow(), message)));
        var runner = new TrialRunner(run, study, observer, clock);
        foreach (var trial in trials.Where(trial => !done.ContainsKey(trial.Key)))
        {
            if (wish.AfterTrials.IsCancellationRequested)
            {
                return;
            }

            try
            {
                runner.Run(trial, attempt: 1, wish.Now);
            }
            catch (OperationCanceledException) when (wish.Now.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
