using System.Globalization;
using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Spectre.Console;

namespace Glia.Cli.Display;

/// <summary>Progress for logs: a line every ten seconds or ten per cent, whichever comes later than a second after the last.</summary>
internal sealed class PlainDisplay(IAnsiConsole console, IExecutor executor, TimeProvider clock) : RunDisplay
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(1);
    private TimeLeft? _timeLeft;
    private int _missing;
    private DateTimeOffset _started;
    private DateTimeOffset _lastLine;
    private double _lastFraction;

    /// <inheritdoc/>
    public override void Observe(RunEvent happened)
    {
        if (happened is RunStarted started)
        {
            _timeLeft = new TimeLeft(started.Missing, executor.Parallel);
            _missing = started.Missing;
            _started = _lastLine = started.Time;
            Line($"run {started.Run}: {started.Missing} of {started.Trials} trials to do, {started.Executor}");
        }

        _timeLeft?.Observe(happened);
        if (Message(happened) is { } message)
        {
            Line(message);
        }

        var now = clock.GetUtcNow();
        if (_timeLeft is { } left && happened is TrialFinished or TrialStep && Due(now, _timeLeft!.Fraction))
        {
            (_lastLine, _lastFraction) = (now, left.Fraction);
            var rest = left.Range(now) is { } range ? $", {Duration.Text(range)} left" : "";
            Line(string.Create(CultureInfo.InvariantCulture, $"{left.Fraction * 100:0} %, {left.Ended} of {_missing} trials, {Duration.Text(now - _started)} so far{rest}"));
        }
    }

    /// <inheritdoc/>
    public override Task<T> ShowAsync<T>(Func<Task<T>> work) => work();

    private bool Due(DateTimeOffset now, double fraction) =>
        now - _lastLine >= LongestSilence || (fraction - _lastFraction >= 0.1 && now - _lastLine >= ShortestSilence);

    private void Line(string text) => console.Write(new Text(text + "\n"));
}
