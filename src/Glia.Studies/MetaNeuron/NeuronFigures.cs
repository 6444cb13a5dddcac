using Glia.Lab.Figures;
using Glia.Lab.Trials;

namespace Glia.Studies.MetaNeuron;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal static class NeuronFigures
{
    private const double BestFromCount = 0.839;
    private static readonly Axis Accuracy = new("test accuracy", Minimum: 0, Maximum: 1.02);
    private static readonly ReferenceLine Chance = new("chance", 0.5);

    public static IEnumerable<Figure> Draw(TrialTable<NeuronArm> trials) =>
        new Figure?[] { Gain(trials), Cells(trials, SpikeTask.Rates), Cells(trials, SpikeTask.Bursts), Rules(trials), Complexity(trials), Entropy(trials) }.OfType<Figure>();

    private static BarFigure? Cells(TrialTable<NeuronArm> trials, SpikeTask task)
    {
        var arms = trials.Arms.Where(arm => arm.Task == task && arm.Method is NeuronMethod.Weights or NeuronMethod.WeightsAndConstants)
            .OrderBy(arm => arm.Tau).ThenBy(arm => arm.Method).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = "gain-" + task.ToString().ToLowerInvariant(),
            Title = task == SpikeTask.Rates ? "Two rates: learned constants against weights only" : "Bursts at one rate: learned constants against weights only",
            Caption = "By the initial time constant. Each network chose learning rate and width on validation trains; whiskers are 95 % intervals cut at 0 and 1, points are seeds.",
            XAxis = new Axis("initial time constant"),
            YAxis = Accuracy,
            Bars = [.. arms.Select(arm => Of(trials, arm, "accuracy", FormattableString.Invariant($"τ₀={arm.Tau}"), arm.Method == NeuronMethod.Weights ? "weights only" : "weights and constants"))],
            ReferenceLines = task == SpikeTask.Rates ? [new ReferenceLine("best from the count", BestFromCount), Chance] : [Chance],
        };
    }

    private static BarFigure? Gain(TrialTable<NeuronArm> trials)
    {
        var bars = trials.Arms.Where(arm => arm.Task is SpikeTask.Rates or SpikeTask.Bursts && arm.Method == NeuronMethod.WeightsAndConstants)
            .OrderBy(arm => arm.Tau).ThenBy(arm => arm.Task)
            .Select(arm => (Arm: arm, Gain: trials.Difference(arm.Name, NeuronArm.NameOf(NeuronMethod.Weights, arm.Task, arm.Tau), "accuracy")))
            .Where(cell => cell.Gain is not null)
            .Select(cell => Bar.From(FormattableString.Invariant($"τ₀={cell.Arm.Tau}"), cell.Gain!.Value, group: cell.Arm.Task.ToString().ToLowerInvariant())).ToList();
        return bars.Count == 0 ? null : new BarFigure
        {
            Name = "gain",
            Title = "What learning the neurons' constants adds",
            Caption = "Test accuracy with learned constants minus that with weights only, in pairs over seeds, both with learning rate and width chosen on validation trains; whiskers are 95 % intervals.",
            XAxis = new Axis("initial time constant"),
            YAxis = new Axis("gain in test accuracy"),
            Bars = bars,
        };
    }

    private static BarFigure? Rules(TrialTable<NeuronArm> trials)
    {
        var arms = trials.Arms.Where(arm => arm.Task != SpikeTask.None && (arm.Tau is 0 or NeuronPlan.MiddleTau)).OrderBy(arm => arm.Task).ThenBy(arm => arm.Method).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = "rules",
            Title = "Rules and baselines",
            Caption = "Networks start at τ₀ = 2 where they have a time constant; whiskers are 95 % intervals cut at 0 and 1, points are seeds.",
            XAxis = new Axis("arm"),
            YAxis = Accuracy,
            Bars = [.. arms.Select(arm => Of(trials, arm, "accuracy", arm.Name, ""))],
            ReferenceLines = [Chance],
        };
    }

    private static BarFigure? Complexity(TrialTable<NeuronArm> trials)
    {
        var arms = trials.Arms.Where(arm => arm.Method is NeuronMethod.LongBursts or NeuronMethod.LongRates).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = "complexity-rate",
            Title = "Where complexity wins, and where the rate does as well",
            Caption = "Single trains of 1,000 steps: bursts at one rate (p(1|1) 0.1 or 0.8), or two rates (0.02 or 0.04). Nearest class mean in standard deviations; whiskers are 95 % intervals cut at 0 and 1, points are seeds.",
            XAxis = new Axis("the classes differ in"),
            YAxis = Accuracy,
            Bars =
            [
                .. arms.SelectMany(arm => new[] { "complexity", "rate" }.Select(by => Of(trials, arm, by, arm.Method == NeuronMethod.LongBursts ? "bursts" : "rate", "by " + by))),
            ],
            ReferenceLines = [Chance],
        };
    }

    private static LineFigure? Entropy(TrialTable<NeuronArm> trials)
    {
        var rows = trials.Where(arm => arm.Method == NeuronMethod.EntropyRates).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        var lengths = rows[0].Result.Arrays["length"].Values;
        var processes = rows[0].Result.Arrays.Keys.Where(name => name != "length").ToList();
        LineSeries Line(string name, int colour) => new()
        {
            Label = name,
            ColourIndex = colour,
            X = lengths,
            Y = [.. Enumerable.Range(0, lengths.Count).Select(i => rows.Average(row => row.Result.Arrays[name].Values[i]) - rows[0][$"{name}, entropy rate"])],
        };
        return new LineFigure
        {
            Name = "entropy-rate",
            Title = "Complexity overestimates the entropy rate of short trains",
            Caption = "Normalised LZ76 complexity minus the entropy rate in closed form, mean over seeds.",
            XAxis = new Axis("n, steps of a train", Scale: AxisScale.Log10),
            YAxis = new Axis("complexity − entropy rate", "bits a step"),
            Series = [.. processes.Select(Line)],
        };
    }

    private static Bar Of(TrialTable<NeuronArm> trials, NeuronArm arm, string metric, string category, string group)
    {
        var rows = trials.Of(arm.Name);
        return Bar.From(category, rows.Mean(metric)!.Value.Within(0, 1), [.. rows.Values(metric).Select(value => value.Value)], group);
    }
}
