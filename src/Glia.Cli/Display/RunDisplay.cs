using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Spectre.Console;

namespace Glia.Cli.Display;

/// <summary>Shows a run's progress while it runs.</summary>
internal abstract class RunDisplay : IRunObserver
{
    /// <summary>A live display in a terminal, plain lines elsewhere.</summary>
    public static RunDisplay For(IAnsiConsole console, RunFolder run, IExecutor executor, TimeProvider clock) =>
        console.Profile.Capabilities is { Ansi: true, Interactive: true } ? new LiveDisplay(console, run, executor, clock) : new PlainDisplay(console, executor, clock);

    /// <inheritdoc/>
    public abstract void Observe(RunEvent happened);

    /// <summary>Shows progress until the work is done.</summary>
    public abstract Task<T> ShowAsync<T>(Func<Task<T>> work);

    /// <summary>What a warning or a failed trial says, or null for other events.</summary>
    protected static string? Message(RunEvent happened) => happened switch
    {
        RunWarning warning => "warning: " + warning.Message,
        TrialFailed { Final: false } failed => $"trial {failed.Key} is tried again: {failed.Message}",
        TrialFailed failed => $"trial {failed.Key} failed: {failed.Message}",
        _ => null,
    };
}
