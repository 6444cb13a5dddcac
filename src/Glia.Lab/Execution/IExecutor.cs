using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Execution;

/// <summary>Runs the missing trials of a run somewhere; the run folder is the only state that it shares with anybody.</summary>
public interface IExecutor
{
    /// <summary>Who runs the trials, in a few words.</summary>
    string Name { get; }

    /// <summary>How many trials run at once.</summary>
    int Parallel { get; }

    /// <summary>Runs trials until all have a result or failed for good, or the user wants to end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="study">The run's study.</param>
    /// <param name="missing">The trials to run.</param>
    /// <param name="observer">Sees the events.</param>
    /// <param name="wish">The user's wish to end.</param>
    /// <exception cref="RunException">The run folder can no longer be written.</exception>
    Task ExecuteAsync(RunFolder run, Study study, IReadOnlyList<Trial> missing, IRunObserver observer, StopWish wish);
}
