using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.BalancedReservoir;

/// <summary>The figures.</summary>
internal sealed class ReservoirFigures(TrialTable<ReservoirArm> trials, BalancedReservoirOptions options)
{
    private readonly ReservoirFindings _findings = new(trials, options);

    public IEnumerable<Figure> All() => trials.Rows.Count == 0 ? [] : [Balance(), Rates(), .. _findings.Metrics.SelectMany(Tuned), .. Regrets()];

    private LineFigure Balance() => new()
    {
        Name = "global-balance",
        Title = "One knob for all: how much inhibition is best?",
        Caption = "Memory capacity over the shift of the balance, for each steepness of the sigmoid; bands are 95 % intervals over draws. Left of 0 excitation dominates.",
        XAxis = new Axis("shift of the balance β"),
        YAxis = new Axis("memory capacity"),
        Series = [.. options.Slopes.Select(slope => Course(FormattableString.Invariant($"slope {slope}"), ReservoirMethod.GlobalBalance, slope))],
    };

    private LineFigure Rates() => new()
    {
        Name = "target-rates",
        Title = "Each neuron balances itself: which target rate is best?",
        Caption = "Memory capacity over the target rate, iterated, in one step, and with the mean of the factors for all neurons; bands are 95 % intervals over draws.",
        XAxis = new Axis("target rate ρ"),
        YAxis = new Axis("memory capacity"),
        Series = [.. options.Slopes.SelectMany(slope => new[]
        {
            Course(FormattableString.Invariant($"local, slope {slope}"), ReservoirMethod.Local, slope),
            Course(FormattableString.Invariant($"one step, slope {slope}"), ReservoirMethod.OneStep, slope),
            Course(FormattableString.Invariant($"mean of local, slope {slope}"), ReservoirMethod.MeanOfLocal, slope),
        })],
    };

    private IEnumerable<Figure> Tuned(string metric)
    {
        var bars = Enum.GetValues<ReservoirMethod>().Select(method => (Method: method, Values: _findings.TunedValues(method, metric))).Where(bar => bar.Values.Count > 0).ToList();
        return bars.Count == 0 ? [] : [new BarFigure
        {
            Name = "tuned-" + metric,
            Title = metric == "memory" ? "Memory capacity of tuned reservoirs" : $"Error of tuned reservoirs: {Task(metric)}",
            Caption = "Each method with the setting that is best on the other draws; points are draws, lines 95 % intervals, cut at 0. " + (metric == "memory" ? "Higher is better." : "Lower is better."),
            XAxis = new Axis("method"),
            YAxis = new Axis(metric == "memory" ? "memory capacity" : "NRMSE"),
            Bars = [.. bars.Select(bar => Bar.From(Words(bar.Method), Estimate.FromSample([.. bar.Values.Select(value => value.Value)]).Within(0, double.PositiveInfinity), [.. bar.Values.Select(value => value.Value)]))],
        }];
    }

    private static string Task(string metric) => metric switch
    {
        "narma" => "NARMA-10",
        "mackey-glass" => "Mackey–Glass",
        "lorenz" => "Lorenz",
        _ => metric,
    };

    private static string Words(ReservoirMethod method) => method switch
    {
        ReservoirMethod.GlobalBalance => "global balance",
        ReservoirMethod.Local => "local",
        ReservoirMethod.LocalHeterogeneous => "local, mixed targets",
        ReservoirMethod.OneStep => "one step",
        ReservoirMethod.MeanOfLocal => "mean of local",
        ReservoirMethod.IntrinsicPlasticity => "intrinsic plasticity",
        _ => "echo state (tanh)",
    };

    private IEnumerable<Figure> Regrets()
    {
        var targets = new Regret(trials, options).ByTarget().ToList();
        return targets.Count == 0 ? [] : [new BarFigure
        {
            Name = "regret",
            Title = "What one choice of target rates loses over all settings",
            Caption = "Mean over slopes and input fractions of the loss relative to the best target there, the worse of memory capacity and NARMA-10; lines are 95 % intervals over draws, cut at 0.",
            XAxis = new Axis("target rates"),
            YAxis = new Axis("regret"),
            Bars = [.. targets.Select(target => Bar.From(target.Name, target.Regret.Within(0, double.PositiveInfinity)))],
        }];
    }

    private LineSeries Course(string label, ReservoirMethod method, double slope)
    {
        var table = trials.Where(arm => arm.Method == method && arm.Slope == slope && arm.InputFraction == options.InputFractions[0] && arm.InputScaling == options.InputScalings[0]);
        return LineSeries.From(label, table.Arms.OrderBy(arm => arm.Parameter).Select(arm => (arm.Parameter, table.Of(arm.Name).Mean("memory")!.Value)));
    }
}
