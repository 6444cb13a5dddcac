namespace Glia.Lab.Progress;

/// <summary>Estimates the time left of a run from the trials that have finished and the steps of those that run.</summary>
/// <param name="missing">Trials to run.</param>
/// <param name="parallel">Trials that run at once.</param>
public sealed class TimeLeft(int missing, int parallel) : IRunObserver
{
    private const int TrialsForRange = 3;
    private readonly Dictionary<string, (DateTimeOffset Started, double Fraction)> _running = [];
    private readonly List<double> _seconds = [];

    /// <summary>Trials that have ended, with a result or without.</summary>
    public int Ended { get; private set; }

    /// <summary>The trials that run, with how far each is from 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Running => _running.ToDictionary(trial => trial.Key, trial => trial.Value.Fraction);

    /// <summary>How much of the run is done, from 0 to 1.</summary>
    public double Fraction => missing == 0 ? 1 : Math.Min(1, (Ended + _running.Values.Sum(trial => trial.Fraction)) / missing);

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case TrialStarted started:
                _running[started.Key] = (started.Time, 0);
                break;
            case TrialStep step when _running.TryGetValue(step.Key, out var trial):
                _running[step.Key] = trial with { Fraction = step.Total > 0 ? Math.Clamp((double)step.Done / step.Total, 0, 1) : 0 };
                break;
            case TrialFinished finished:
                _seconds.Add(finished.Seconds);
                End(finished.Key);
                break;
            case TrialFailed { Final: true } failed:
                End(failed.Key);
                break;
        }
    }

    /// <summary>The time left as a range; null until something can be said.</summary>
    /// <param name="now">The time now.</param>
    public (TimeSpan Least, TimeSpan Most)? Range(DateTimeOffset now)
    {
        var seconds = _seconds.Count > 0 ? _seconds.ToList() : [.. _running.Values.Where(trial => trial.Fraction > 0.05).Select(trial => (now - trial.Started).TotalSeconds / trial.Fraction)];
        if (seconds.Count == 0)
        {
            return null;
        }

        var trialsLeft = Math.Max(0, missing - Ended - _running.Values.Sum(trial => trial.Fraction));
        seconds.Sort();
        var middle = trialsLeft * seconds.Average() / parallel;
        var spread = seconds.Count < TrialsForRange ? 0.5 : (seconds[(int)(0.75 * (seconds.Count - 1))] - seconds[(int)(0.25 * (seconds.Count - 1))]) / Math.Max(seconds.Average(), 1e-9) / Math.Sqrt(Math.Max(trialsLeft, 1));
        spread = Math.Clamp(spread, 0.05, 0.5);
        return (TimeSpan.FromSeconds(middle * (1 - spread)), TimeSpan.FromSeconds(middle * (1 + spread)));
    }

    private void End(string key)
    {
        _running.Remove(key);
        Ended++;
    }
}
