using System.Globalization;
using Glia.Lab.Execution;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Glia.Cli.Display;

/// <summary>Progress in a terminal: one bar for the study, one line for each running trial.</summary>
internal sealed class LiveDisplay(IAnsiConsole console, RunFolder run, IExecutor executor, TimeProvider clock) : RunDisplay
{
    private const int BarWidth = 30;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private readonly Lock _state = new();
    private readonly Dictionary<string, string> _names = run.Plan.ToDictionary(trial => trial.Key, trial => string.Create(CultureInfo.InvariantCulture, $"{trial.ArmName}, seed {trial.Seed}"), StringComparer.Ordinal);
    private readonly List<string> _messages = [];
    private TimeLeft? _timeLeft;
    private int _missing;
    private DateTimeOffset _started = clock.GetUtcNow();

    /// <inheritdoc/>
    public override void Observe(RunEvent happened)
    {
        lock (_state)
        {
            if (happened is RunStarted started)
            {
                _timeLeft = new TimeLeft(started.Missing, executor.Parallel);
                _missing = started.Missing;
                _started = started.Time;
            }

            _timeLeft?.Observe(happened);
            if (Message(happened) is { } message)
            {
                _messages.Add(message);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<T> ShowAsync<T>(Func<Task<T>> work)
    {
        var running = Task.Run(work);
        await console.Live(Picture()).AutoClear(true).StartAsync(async live =>
        {
            while (!running.IsCompleted)
            {
                live.UpdateTarget(Picture());
                await Task.WhenAny(running, Task.Delay(Refresh));
            }
        });
        foreach (var message in _messages)
        {
            console.Write(new Text(message + "\n"));
        }

        return await running;
    }

    private IRenderable Picture()
    {
        lock (_state)
        {
            if (_timeLeft is not { } left)
            {
                return new Text("starting");
            }

            var now = clock.GetUtcNow();
            var rest = left.Range(now) is { } range ? $"{Duration.Text(range)} left" : "estimating";
            var lines = new List<IRenderable>
            {
                new Text(string.Create(CultureInfo.InvariantCulture, $"{Bar(left.Fraction)} {left.Fraction * 100:0} %  {left.Ended}/{_missing} trials  {Duration.Text(now - _started)} so far, {rest}")),
            };
            lines.AddRange(left.Running.Select(trial => new Text(string.Create(CultureInfo.InvariantCulture, $"  {Bar(trial.Value)} {_names.GetValueOrDefault(trial.Key, trial.Key)}"))));
            return new Rows(lines);
        }
    }

    private static string Bar(double fraction)
    {
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        return new string('█', full) + new string('░', BarWidth - full);
    }
}
