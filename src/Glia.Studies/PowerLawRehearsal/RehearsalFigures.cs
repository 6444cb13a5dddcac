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

    /// <summary>The arms of the main setting, each strategy at its chosen strength only.</summary>
    private IReadOnlyList<RehearsalArm> Main
    {
        get
        {
            var chosen = StrategyGrid.All(trials, "").Select(grid => grid.Chosen).ToList();
            return [.. trials.Arms.Where(arm => arm.Variant.Length == 0 && (arm.Method != RehearsalMethod.Strategy || chosen.Contains(arm)))];
        }
    }

    public IEnumerable<Figure> All() =>
        new Figure?[] { Phases("", "accuracy-over-phases", $"{options.Tasks} tasks"), Phases(_planner.LongVariant, "accuracy-long-stream", _planner.LongVariant), Final(), Grid(), Lags(), Facilitation() }
            .OfType<Figure>().Concat(Forgetting("", "forgetting-curves")).Concat(Forgetting(_planner.LongVariant, "forgetting-long-stream")).Concat(new AblationFigures(trials, options).All()).Concat(Maps());

    private LineFigure? Phases(string variant, string name, string setting)
    {
        var arms = Compared(variant);
        return arms.Count == 0 ? null : new LineFigure
        {
            Name = name,
            Title = $"Accuracy on the tasks seen so far, {setting}",
            Caption = "Mean test accuracy over all tasks up to the phase; bands are 95 % intervals over seeds. Strategies at the strength chosen on validation images.",
            XAxis = new Axis("tasks learnt"),
            YAxis = Accuracy,
            Series = [.. arms.Select(arm => LineSeries.From(arm.Name, ByIndex(arm, "seenAccuracy").Select((estimate, phase) => (phase + 1.0, estimate))))],
        };
    }

    private BarFigure? Final() => Main.Count == 0 ? null : new BarFigure
    {
        Name = "final-accuracy",
        Title = "Accuracy after the last task",
        Caption = "ACC: mean test accuracy over all tasks after the last one; bars are 95 % intervals, points are seeds. Rehearsal sees more images than naive and the strategies; the control with more of each task sees as many.",
        XAxis = new Axis("method"),
        YAxis = Accuracy,
        Bars = [.. Main.Select(arm => Bar.From(arm.Name, trials.Of(arm.Name).Mean("acc")!.Value, [.. trials.Of(arm.Name).Values("acc").Select(value => value.Value)]))],
    };

    private LineFigure? Grid()
    {
        var grids = StrategyGrid.All(trials, "").Where(grid => grid.Arms.Count > 1).ToList();
        return grids.Count == 0 ? null : new LineFigure
        {
            Name = "strategy-strengths",
            Title = "Strategies over their grids of strengths",
            Caption = "ACC with 95 % intervals over seeds (curves) and mean accuracy on validation images (marks), by which the strength is chosen.",
            XAxis = new Axis("strength", Scale: AxisScale.Log10),
            YAxis = Accuracy with { Minimum = 0, Maximum = 1 },
            Series = [.. grids.SelectMany((grid, i) => new[]
            {
                LineSeries.From($"{grid.Family.Name}, {grid.Family.Symbol}", grid.Arms.Select(arm => (arm.Parameter, trials.Of(arm.Name).Mean("acc")!.Value))) with { ColourIndex = i },
                new LineSeries { Label = $"{grid.Family.Name}, validation", X = [.. grid.Arms.Select(arm => arm.Parameter)], Y = [.. grid.Arms.Select(grid.Validation)], Form = SeriesForm.Marks, ColourIndex = i },
            })],
        };
    }

    private IEnumerable<Figure> Forgetting(string variant, string name)
    {
        var arms = Compared(variant);
        if (arms.Count > 0)
        {
            yield return ContinualFigures.ForgettingByAge(
                name, variant.Length == 0 ? "How tasks are forgotten" : $"How tasks are forgotten, {variant}", arms.Select(arm => (arm.Name, Matrices(arm))));
        }
    }

    private IEnumerable<Figure> Maps() => Compared("").Where(arm => arm.Method is not (RehearsalMethod.Exponential or RehearsalMethod.MostRecent))
        .Select(arm => ContinualFigures.AccuracyMap("accuracy-matrix-" + Short(arm), $"Accuracy matrix, {arm.Name}", Matrices(arm)));

    private static string Short(RehearsalArm arm) => (arm.Strategy.Length > 0 ? arm.Strategy : arm.Method.ToString()).ToLowerInvariant().Replace(' ', '-');

    private IReadOnlyList<AccuracyMatrix> Matrices(RehearsalArm arm) => [.. trials.Of(arm.Name).Rows.Select(row =>
    {
        var (accuracy, untrained) = (row.Result.Arrays["accuracy"], row.Result.Arrays["untrained"]);
        var matrix = new double[arm.Tasks, arm.Tasks];
        for (var i = 0; i < arm.Tasks; i++)
        {
            for (var j = 0; j < arm.Tasks; j++)
            {
                matrix[i, j] = accuracy[i, j];
            }
        }

        return new AccuracyMatrix(matrix, untrained.Values);
    })];

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

    /// <summary>The arms that one figure can hold: naive, rehearsal with the main exponent, and each strategy at its chosen strength.</summary>
    private IReadOnlyList<RehearsalArm> Compared(string variant) =>
    [
        .. trials.Arms.Where(arm => arm.Variant == variant
            && (arm.Method == RehearsalMethod.Naive || (arm.Rehearses && (arm.Method != RehearsalMethod.PowerLaw || arm.Parameter == options.Exponent)))),
        .. StrategyGrid.All(trials, variant).Select(grid => grid.Chosen),
    ];

    private IEnumerable<Estimate> ByIndex(RehearsalArm arm, string array)
    {
        var rows = trials.Of(arm.Name).Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(i => rows.All(values => double.IsFinite(values[i]))
            ? Estimate.FromSample([.. rows.Select(values => values[i])])
            : new Estimate(double.NaN, double.NaN, double.NaN, 0));
    }
}
