using Glia.GainControl;
using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.GainControl;

/// <summary>The figures.</summary>
internal sealed class GainFigures(TrialTable<GainArm> trials, GainControlOptions options)
{
    private static readonly Axis FromAdapter = new("preferred orientation − adapter (degrees)");
    private readonly TrialTable<GainArm> _main = trials.Of(Study.Main(options).Name);
    private readonly GainFindings _findings = new(trials, options);

    public IEnumerable<Figure> All() => _main.Rows.Count == 0 ? [] : [Gains(), Curves(), Shifts(), Homeostasis(), Sweeps()];

    private LineFigure Gains() => new()
    {
        Name = "gains",
        Title = "Neurons near the adapter lower their gain",
        Caption = "Optimal gain of each neuron; bands are 95 % intervals over networks. A gain of 1 is the control state.",
        XAxis = FromAdapter,
        YAxis = new Axis("gain"),
        Series = [Around("with recurrent connections", _main, "gains"), Around("without", Uncoupled, "gains")],
        ReferenceLines = [new ReferenceLine("control", 1)],
    };

    private LineFigure Curves() => new()
    {
        Name = "tuning-curves",
        Title = "What gains alone do to tuning curves",
        Caption = "Responses before and after adaptation of the neuron that prefers the adapter, and of one that prefers an orientation 30 degrees away; means over networks.",
        XAxis = new Axis("orientation shown − adapter (degrees)"),
        YAxis = new Axis("response"),
        Series =
        [
            .. new[] { "adapter before", "adapter after", "aside before", "aside after" }.Select(curve =>
                Around(curve.Replace("adapter", "adapter's neuron,", StringComparison.Ordinal).Replace("aside", "30° away,", StringComparison.Ordinal), _main, curve)),
        ],
    };

    private LineFigure Shifts() => new()
    {
        Name = "shifts",
        Title = "Tuning curves move away, but only through connections",
        Caption = "Shift of each neuron's preferred orientation, positive away from the adapter; bands are 95 % intervals over networks.",
        XAxis = FromAdapter,
        YAxis = new Axis("shift away from the adapter (degrees)"),
        Series =
        [
            Around("with recurrent connections", _main, "shifts"),
            Around("without", Uncoupled, "shifts"),
            Around("broad inhibition", trials.Where(arm => arm.Setting == GainSetting.BroadInhibition), "shifts"),
        ],
        ReferenceLines = [new ReferenceLine("no shift", 0)],
    };

    private LineFigure Homeostasis() => new()
    {
        Name = "mean-responses",
        Title = "Adaptation makes neurons equally active again",
        Caption = "Mean response of each neuron over the biased ensemble; bands are 95 % intervals over networks.",
        XAxis = FromAdapter,
        YAxis = new Axis("mean response"),
        Series = [Around("before", _main, "means before"), Around("after", _main, "means after")],
    };

    private LineFigure Sweeps() => new()
    {
        Name = "repulsion-sweep",
        Title = "The shift grows with frequency and with recurrence",
        Caption = "Mean shift of neurons 10 to 40 degrees from the adapter, over the sum of a neuron's recurrent weights and over the adapter's probability; bands are 95 % intervals over networks.",
        XAxis = new Axis("sum of weights, or probability"),
        YAxis = new Axis("shift away from the adapter (degrees)"),
        Series = [LineSeries.From("over the sum of weights", _findings.ByStrength()), LineSeries.From("over the adapter's probability", _findings.ByProbability())],
    };

    private TrialTable<GainArm> Uncoupled => trials.Of((Study.Main(options) with { Strength = 0 }).Name);

    private static LineSeries Around(string label, TrialTable<GainArm> table, string array)
    {
        var rows = table.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        var count = rows.Count == 0 ? 0 : rows[0].Count;
        return LineSeries.From(label, Enumerable.Range(0, count).Select(index =>
            ((index - (count / 2)) * PreferredOrientation.Period / count, Estimate.FromSample([.. rows.Select(values => values[index])]))));
    }
}
