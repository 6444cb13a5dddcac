using System.Globalization;
using System.Text;

namespace Glia.Continual;

/// <summary>What a run will see, phase by phase: task, new samples and rehearsals, as drawn.</summary>
/// <param name="Schedule">The schedule that the plan was drawn from.</param>
/// <param name="Phases">The phases, in order.</param>
public sealed record RehearsalPlan(RehearsalSchedule Schedule, IReadOnlyList<RehearsalPhase> Phases)
{
    /// <summary>Number of tasks.</summary>
    public int Tasks => Phases.Count;

    /// <summary>Samples of all phases, new and rehearsed: the budget of the run.</summary>
    public int TotalSamples => Phases.Sum(phase => phase.NewSamples + phase.Rehearsed.Count);

    /// <summary>How many samples of earlier tasks rehearsal must be able to reach by the last phase: all of theirs, or the stored ones; 0 where none is rehearsed.</summary>
    public int ReachableSamples => Schedule.Source == RehearsalSource.CurrentTask || Phases.All(phase => phase.Rehearsed.Count == 0)
        ? 0
        : Phases.SkipLast(1).Sum(phase => Math.Min(phase.NewSamples, Schedule.MemoryPerTask ?? int.MaxValue));

    /// <summary>Samples of a task over the whole run.</summary>
    public int Exposure(int task) => Phases.Sum(phase => phase.Count(task));

    /// <summary>The expectation of <see cref="Exposure"/>: N + R·Σ_t w(t−i)/Σ_j w(t−j).</summary>
    /// <exception cref="InvalidOperationException">Lags are measured from the last sample: then the expectation has no closed form.</exception>
    public double ExpectedExposure(int task) => Phases.Sum(phase =>
        phase.Rehearsed.Count == 0 || Schedule.Source == RehearsalSource.CurrentTask ? phase.Count(task)
        : phase.Shares.Count == 0 ? throw new InvalidOperationException("With lags since the last sample, expected exposures have no closed form; see Exposure.")
        : task == phase.Phase ? phase.NewSamples
        : task < phase.Phase ? phase.Rehearsed.Count * phase.Shares[task] : 0);

    /// <summary>The share of rehearsals at each lag in phases: element L−1 is lag L.</summary>
    public IReadOnlyList<double> LagShares()
    {
        var counts = new double[Math.Max(Tasks - 1, 0)];
        foreach (var phase in Phases.Where(_ => Schedule.Source == RehearsalSource.EarlierTasks))
        {
            foreach (var task in phase.Rehearsed)
            {
                counts[phase.Phase - task - 1]++;
            }
        }

        var total = counts.Sum();
        return total == 0 ? counts : [.. counts.Select(count => count / total)];
    }

    /// <summary>The plan as a table: a row a phase, a column a task, then the phase's sum.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Schedule.Kernel}, fraction {Schedule.Fraction}, {Schedule.Order}, clock {Schedule.Clock}\n");
        text.Append("phase").Append(string.Concat(Enumerable.Range(1, Tasks).Select(task => Cell("task " + task)))).Append(Cell("sum")).Append('\n');
        foreach (var phase in Phases)
        {
            var counts = Enumerable.Range(0, Tasks).Select(phase.Count).ToArray();
            text.Append(CultureInfo.InvariantCulture, $"{phase.Phase + 1,5}").Append(string.Concat(counts.Select(Cell))).Append(Cell(counts.Sum())).Append('\n');
        }

        return text.Append("  all").Append(string.Concat(Enumerable.Range(0, Tasks).Select(task => Cell(Exposure(task))))).Append(Cell(TotalSamples)).Append('\n').ToString();
    }

    private static string Cell<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value,9}");
}
