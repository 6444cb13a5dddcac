using Glia.Continual;
using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The study's figures.</summary>
internal static class PowerLawRehearsalFigures
{
    public static IEnumerable<Figure> Draw(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
    {
        foreach (var tasks in options.Tasks)
        {
            var main = trials.Where(arm => arm.Tasks == tasks && arm.Scenario == TaskScenario.DomainIncremental && arm.Fraction == options.Fraction
                && arm.Hidden == options.Hidden && arm.Order == options.Order && arm.Clock == options.Clock);
            if (main.Rows.Count > 0)
            {
                yield return Bars($"acc-{tasks}-tasks", $"Mean accuracy after {tasks} tasks", main);
                yield return OverPhases($"phases-{tasks}-tasks", main);
                yield return Lags($"lags-{tasks}-tasks", main);
            }
        }

        var split = trials.Where(arm => arm.Scenario == TaskScenario.ClassIncremental);
        if (split.Rows.Count > 0)
        {
            yield return Bars("acc-split", "Mean accuracy after class-incremental tasks (split MNIST)", split);
        }

        if (options.AblationFractions.Count > 0)
        {
            yield return Fractions(trials, options);
        }
    }

    private static BarFigure Bars(string name, string title, TrialTable<RehearsalArm> trials) => new()
    {
        Name = name,
        Title = title,
        Caption = "ACC of each arm: mean, 95 % interval and single seeds. Strengths of EWC, SI and LwF: the whole grid.",
        XAxis = new Axis("method"),
        YAxis = new Axis("ACC", "fraction correct"),
        Bars = [.. trials.Arms.Select(arm => Bar.From(arm.Title, trials.Of(arm.Name).Mean("acc")!.Value, [.. trials.Of(arm.Name).Values("acc").Select(value => value.Value)]))],
    };

    private static LineFigure OverPhases(string name, TrialTable<RehearsalArm> trials) => new()
    {
        Name = name,
        Title = "Accuracy on the tasks met so far",
        Caption = "Mean over tasks met so far, after each phase; band: 95 % interval over seeds.",
        XAxis = new Axis("phase"),
        YAxis = new Axis("mean accuracy so far", "fraction correct"),
        Series =
        [
            .. trials.Where(arm => !arm.Regularises && arm.Method != RehearsalMethod.Joint).Arms.Select(arm => Series(
                arm, trials, row => row.Result.Arrays["accuracy"] is var matrix
                    ? [.. Enumerable.Range(0, arm.Tasks).Select(phase => Enumerable.Range(0, phase + 1).Average(task => matrix[phase, task]))] : [])),
        ],
    };

    private static LineFigure Lags(string name, TrialTable<RehearsalArm> trials) => new()
    {
        Name = name,
        Title = "What is rehearsed",
        Caption = "Share of rehearsed samples at each lag over all phases, as drawn.",
        XAxis = new Axis("lag", "phases"),
        YAxis = new Axis("share of rehearsals"),
        Series =
        [
            .. trials.Where(arm => arm.Rehearses && arm.Method != RehearsalMethod.CurrentTask).Arms
                .Select(arm => Series(arm, trials, row => [.. row.Result.Arrays["lag shares"].Values])),
        ],
    };

    private static LineFigure Fractions(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
    {
        LineSeries Of(RehearsalMethod method, double parameter)
        {
            var arms = trials.Where(arm => arm.Method == method && arm.Parameter == parameter && arm.Tasks == options.Tasks[0] && arm.Scenario == TaskScenario.DomainIncremental
                && arm.Hidden == options.Hidden && arm.Order == options.Order && arm.Clock == options.Clock).Arms.OrderBy(arm => arm.Fraction).ToList();
            return Curve(arms.Count > 0 ? arms[0].Title : method.ToString(), [.. arms.Select(arm => arm.Fraction)], [.. arms.Select(arm => trials.Of(arm.Name).Mean("acc")!.Value)]);
        }

        return new LineFigure
        {
            Name = "fractions",
            Title = "How much is rehearsed",
            Caption = "ACC against the fraction ρ of rehearsed samples; band: 95 % interval over seeds.",
            XAxis = new Axis("ρ, rehearsed samples per new sample"),
            YAxis = new Axis("ACC", "fraction correct"),
            Series = [Of(RehearsalMethod.PowerLaw, options.Exponents[0]), Of(RehearsalMethod.Uniform, 0), Of(RehearsalMethod.CurrentTask, 0)],
        };
    }

    private static LineSeries Series(RehearsalArm arm, TrialTable<RehearsalArm> trials, Func<TrialRow<RehearsalArm>, IReadOnlyList<double>> values)
    {
        var rows = trials.Of(arm.Name).Rows.Select(values).ToList();
        return Curve(arm.Title, [.. rows[0].Select((_, i) => i + 1.0)], [.. rows[0].Select((_, i) => Estimate.FromSample([.. rows.Select(row => row[i])]))]);
    }

    private static LineSeries Curve(string label, IReadOnlyList<double> x, IReadOnlyList<Estimate> y) => new()
    {
        Label = label,
        X = x,
        Y = [.. y.Select(point => point.Mean)],
        Lower = [.. y.Select(point => point.HasInterval ? point.Lower : point.Mean)],
        Upper = [.. y.Select(point => point.HasInterval ? point.Upper : point.Mean)],
    };
}
