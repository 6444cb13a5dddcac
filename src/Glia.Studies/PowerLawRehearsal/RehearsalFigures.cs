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
        return arms.Count == 0 ? null : new LineFigure(
            name, $"Accuracy on the tasks seen so far, {setting}",
            "Mean test accuracy over all tasks up to the phase; bands are 95 % intervals over seeds. EWC and SI at the strength chosen on validation images.",
            new Axis("tasks learnt"), Accuracy,
            [.. arms.Select(arm => LineSeries.Of(arm.Name, ByIndex(arm, "seenAccuracy").Select((estimate, phase) => (phase + 1.0, estimate))))]);
    }

    private BarFigure? Final() => Main.Count == 0 ? null : new BarFigure(
        "final-accuracy", "Accuracy after the last task",
        "ACC: mean test accuracy over all tasks after the last one; bars are 95 % intervals, points are seeds. Rehearsal sees more images than naive, EWC and SI; the control with more of each task sees as many.",
        Accuracy,
        [.. Main.Select(arm => new Bar(arm.Name, trials.Of(arm.Name).Mean("acc")!.Value, [.. trials.Of(arm.Name).Values("acc").Select(value => value.Value)]) { IsEmphasised = arm.Method == RehearsalMethod.PowerLaw })]);

    private LineFigure? Fractions()
    {
        var power = trials.Arms.Where(arm => arm.Method == RehearsalMethod.PowerLaw && arm.Parameter == options.Exponent
                && (arm.Variant.Length == 0 || arm.Variant == RehearsalPlanner.FractionVariant(arm.Fraction)))
            .OrderBy(arm => arm.Fraction).ToList();
        var naive = trials.Of(RehearsalArm.NameOf(RehearsalMethod.Naive, 0, "")).Mean("acc");
        return power.Count < 2 || naive is null ? null : new LineFigure(
            "amount-rehearsed", "How much rehearsal it takes", "ACC by the number of rehearsal samples per new sample; naive at zero.",
            new Axis("rehearsal samples per new sample, ρ"), Accuracy,
            [LineSeries.Of("power law", power.Select(arm => (arm.Fraction, trials.Of(arm.Name).Mean("acc")!.Value)).Prepend((0, naive.Value)))]);
    }

    private LineFigure? Lags()
    {
        var power = Main.FirstOrDefault(arm => arm.Method == RehearsalMethod.PowerLaw && arm.Parameter == options.Exponent);
        if (power is null || power.Fraction == 0)
        {
            return null;
        }

        var drawn = LineSeries.Of("drawn", ByIndex(power, "lagShares").Select((estimate, i) => (i + 1.0, estimate))) with { PointsOnly = true };
        var kernel = RecurrenceKernel.PowerLaw(options.Exponent, options.AllowInverse);
        var phases = Enumerable.Range(1, power.Tasks - 1).ToList();
        double Share(int lag) => phases.Where(phase => phase >= lag).Sum(phase => kernel.Weight(lag) / Enumerable.Range(1, phase).Sum(other => kernel.Weight(other))) / phases.Count;
        return new LineFigure(
            "lags", "How long ago the rehearsed tasks were new", "Share of rehearsal samples at each lag, over all phases: what was drawn, and what the kernel asks for.",
            new Axis("lag in phases"), new Axis("share of rehearsal samples"),
            [drawn, new LineSeries("kernel", [.. phases.Select(lag => (double)lag)], [.. phases.Select(Share)])]);
    }

    private LineFigure? Facilitation()
    {
        var arms = Main.Where(arm => trials.Of(arm.Name).Rows.Any(row => row.Result.Arrays.ContainsKey("samplesTo70"))).ToList();
        return arms.Count == 0 ? null : new LineFigure(
            "forward-facilitation", "Are later tasks learnt faster?", "Samples of a new task until 70 % of its test images are right, probed every ten batches.",
            new Axis("task"), new Axis("samples to 70 % accuracy"),
            [.. arms.Select(arm => LineSeries.Of(arm.Name, ByIndex(arm, "samplesTo70").Select((estimate, task) => (task + 1.0, estimate))))]);
    }

    private bool IsBestPenalty(RehearsalArm arm, string variant) => arm.Method is RehearsalMethod.Ewc or RehearsalMethod.SynapticIntelligence
        && trials.Arms.Where(other => other.Method == arm.Method && other.Variant == variant).MaxBy(other => trials.Of(other.Name).Mean("validationAcc")!.Value.Mean) == arm;

    private IEnumerable<Estimate> ByIndex(RehearsalArm arm, string array)
    {
        var rows = trials.Of(arm.Name).Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(i => Estimate.FromSample([.. rows.Select(values => values[i])]));
    }
}
