using System.Diagnostics;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Execution;

/// <summary>Runs one trial in this process and stores what it measured: what every executor comes down to.</summary>
/// <param name="run">The run.</param>
/// <param name="study">The run's study.</param>
/// <param name="observer">Sees the events.</param>
/// <param name="clock">Gives the events their time.</param>
public sealed class TrialRunner(RunFolder run, Study study, IRunObserver observer, TimeProvider clock)
{
    private const double SecondsBetweenSteps = 0.1;
    private readonly StudyOptions _options = study.Options.Parse(run.Record.Options);

    /// <summary>Runs a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="attempt">The how-manieth try it is.</param>
    /// <param name="stop">Cancelled when the trial shall be given up.</param>
    /// <returns>Whether the trial has a result.</returns>
    /// <exception cref="RunException">The result cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The trial was given up.</exception>
    public bool Run(Trial trial, int attempt, CancellationToken stop)
    {
        observer.Observe(new TrialStarted(clock.GetUtcNow(), trial.Key, trial.ArmName, trial.Seed));
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = study.Run(trial, _options, new TrialContext(trial.Seed, Throttled(trial.Key), stop));
            stop.ThrowIfCancellationRequested();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            run.Store.Write(new TrialFile(trial.Key, trial.ArmName, trial.Seed, result, seconds));
            observer.Observe(new TrialFinished(clock.GetUtcNow(), trial.Key, seconds, result.Metrics));
            return true;
        }
        catch (Exception problem) when (problem is not (RunException or OperationCanceledException))
        {
            // Whatever a study throws costs this trial only; the trace goes to the run folder, not on the screen.
            run.Store.WriteFailure(trial.Key, problem.ToString());
            observer.Observe(new TrialFailed(clock.GetUtcNow(), trial.Key, $"{problem.GetType().Name}: {problem.Message}", attempt, Final: true));
            return false;
        }
    }

    private Action<int, int, IReadOnlyDictionary<string, double>> Throttled(string key)
    {
        long last = 0;
        return (done, total, metrics) =>
        {
            if (done < total && last != 0 && Stopwatch.GetElapsedTime(last).TotalSeconds < SecondsBetweenSteps)
            {
                return;
            }

            last = Stopwatch.GetTimestamp();
            observer.Observe(new TrialStep(clock.GetUtcNow(), key, done, total, metrics));
        };
    }
}
