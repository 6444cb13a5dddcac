using Glia.Continual;
using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class RehearsalFigures(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
{
    private static readonly Axis Accuracy = new("test accuracy");
    private readonly RehearsalPlanner _planner = new(options);

    private IReadOnlyList<RehearsalArm> Main => [.. trials.Arms.Where(arm => arm.Variant.Length == 0)];

    public IEnumerable<Figure> All() =>
        new Figure?[] { Phases("", "accuracy-over-phases", $"{options.Tasks} tasks"), Phases(_planner.LongVariant, "accuracy-long-stream", _planner.LongVariant), Final(), Fractions(), Lags(), Facilitation() }
            .OfType<Figure>();

    private LineFigure? Phases(string variant, string name, string setting)
    {
        var arms = trials.Arms.Where(arm => arm.Variant == variant && (arm.Rehearses || arm.Method == RehearsalMethod.Naive || IsBestPenalty(arm, variant))).ToList();
        return arms.Count == 0 ? null : new LineFigure
        {
            Name = name,
            Title = $"Accuracy on the tasks seen so far, {setting}",
            Caption = "Mean test accuracy over all tasks up to the phase; bands are 95 % intervals over seeds. EWC and SI at the strength chosen on validation images.",
            XAxis = new Axis("tasks learnt"),
            YAxis = Accuracy,
            Series = [.. arms.Select(arm => LineSeries.From(arm.Name, ByIndex(arm, "seenAccuracy").Select((estimate, phase) => (phase + 1.0, estimate))))],
        };
    }

    private BarFigure? Final() => Main.Count == 0 ? null : new BarFigure
    {
        Name = "final-accuracy",
        Title = "Accuracy after the last task",
        Caption = "ACC: mean test accuracy over all tasks after the last one; bars are 95 % intervals, points are seeds. Rehearsal sees more images than naive, EWC and SI; the control with more of each task sees as many.",
        XAxis = new Axis("method"),
        YAxis = Accuracy,
        Bars = [.. Main.Select(arm => Bar.From(arm.Name, trials.Of(arm.Name).Mean("acc")!.Value, [.. trials.Of(arm.Name).Values("acc").Select(value => value.Value)]))],
    };

    private LineFigure? Fractions()
    {
        var power = trials.Arms.Where(arm => arm.Method == RehearsalMethod.PowerLaw && arm.Parameter == options.Exponent
                && (arm.Variant.Length == 0 || arm.Variant == RehearsalPlanner.FractionVariant(arm.Fraction)))
            .OrderBy(arm => arm.Fraction).ToList();
        var naive = trials.Of(RehearsalArm.NameOf(RehearsalMethod.Naive, 0, "")).Mean("acc");
        return power.Count < 2 || naive is null ? null : new LineFigure
        {
            Name = "amount-rehearsed",
            Title = "How much rehearsal it takes",
            Caption = "ACC by the number of rehearsal samples per new sample; naive at zero.",
            XAxis = new Axis("rehearsal samples per new sample, ρ"),
            YAxis = Accuracy,
            Series = [LineSeries.From("power law", power.Select(arm => (arm.Fraction, trials.Of(arm.Name).Mean("acc")!.Value)).Prepend((0, naive.Value)))],
        };
    }

    private LineFigure? Lags()
    {
        var power = Main.FirstOrDefault(arm => arm.Method == RehearsalMethod.PowerLaw && arm.Parameter == options.Exponent);
        if (power is null || power.Fraction == 0)
        {
            return null;
        }

        var drawn = LineSeries.From("drawn", ByIndex(power, "lagShares").Select((estimate, i) => (i + 1.0, estimate))) with { Form = SeriesForm.Marks, ColourIndex = 0 };
        var kernel = RecurrenceKernel.PowerLaw(options.Exponent, options.AllowInverse);
        var phases = Enumerable.Range(1, power.Tasks - 1).ToList();
        double Share(int lag) => phases.Where(phase => phase >= lag).Sum(phase => kernel.Weight(lag) / Enumerable.Range(1, phase).Sum(other => kernel.Weight(other))) / phases.Count;
        return new LineFigure
        {
            Name = "lags",
            Title = "How long ago the rehearsed tasks were new",
            Caption = "Share of rehearsal samples at each lag, over all phases: what was drawn, and what the kernel asks for.",
            XAxis = new Axis("lag in phases"),
            YAxis = new Axis("share of rehearsal samples"),
            Series = [drawn, new LineSeries { Label = "asked for by the kernel", ColourIndex = 0, X = [.. phases.Select(lag => (double)lag)], Y = [.. phases.Select(Share)] }],
        };
    }

    private LineFigure? Facilitation()
    {
        var arms = Main.Where(arm => trials.Of(arm.Name).Rows.Any(row => row.Result.Arrays.ContainsKey("samplesTo70"))).ToList();
        return arms.Count == 0 ? null : new LineFigure
        {
            Name = "forward-facilitation",
            Title = "Are later tasks learnt faster?",
            Caption = "Samples of a new task until 70 % of its test images are right, probed every ten batches; a gap where a seed never got there.",
            XAxis = new Axis("task"),
            YAxis = new Axis("samples to 70 % accuracy"),
            Series = [.. arms.Select(arm => LineSeries.From(arm.Name, ByIndex(arm, "samplesTo70").Select((estimate, task) => (task + 1.0, estimate))))],
        };
    }

    private bool IsBestPenalty(RehearsalArm arm, string variant) => arm.Method is RehearsalMethod.Ewc or RehearsalMethod.SynapticIntelligence
        && trials.Arms.Where(other => other.Method == arm.Method && other.Variant == variant).MaxBy(other => trials.Of(other.Name).Mean("validationAcc")!.Value.Mean) == arm;

    private IEnumerable<Estimate> ByIndex(RehearsalArm arm, string array)
    {
        var rows = trials.Of(arm.Name).Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(i => rows.All(values => double.IsFinite(values[i]))
            ? Estimate.FromSample([.. rows.Select(values => values[i])])
            : new Estimate(double.NaN, double.NaN, double.NaN, 0));
    }
}
