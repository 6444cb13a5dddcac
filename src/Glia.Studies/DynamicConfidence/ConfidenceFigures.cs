using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.DynamicConfidence;

/// <summary>The figures, of the conversion by which the claims are judged.</summary>
internal sealed class ConfidenceFigures(TrialTable<ConversionArm> trials)
{
    private const string Latency = "mean steps until a sample stops";
    private readonly TrialTable<ConversionArm> _main = trials.Of(ConversionArm.Main);

    /// <summary>What the metrics of the other criteria begin with.</summary>
    public static IReadOnlyList<string> OtherCriteria { get; } = ["entropy", "margin", "meanConfidence", "stable"];

    public static string Words(string criterion) => criterion switch
    {
        "meanConfidence" => "mean output",
        "stable" => "stable answer",
        _ => criterion,
    };

    public IEnumerable<Figure> All() => _main.Rows.Count == 0 ? [] : [TradeOff(), StopTimes(), Criteria()];

    private LineFigure TradeOff() => new()
    {
        Name = "accuracy-over-latency",
        Title = "What a step of waiting buys, and for whom",
        Caption = "Test accuracy against mean latency. Fixed: all samples stop at the same step. Dynamic: each stops when its confidence passes a threshold (curve over thresholds). "
            + "Random: the same latencies dealt out at random. Oracle: each stops at its first right answer, samples that are never right count T. Means over seeds with 95 % intervals.",
        XAxis = new Axis(Latency, Scale: AxisScale.Log10),
        YAxis = new Axis("test accuracy"),
        Series =
        [
            LineSeries.From("fixed", ByIndex("fixedCurve").Select((estimate, i) => (i + 1.0, estimate.Within(0, 1)))),
            LineSeries.From("dynamic", ByIndex("dynamicLatency").Zip(ByIndex("dynamicAccuracy"), (latency, accuracy) => (latency.Mean, accuracy.Within(0, 1)))),
            LineSeries.From("random", ByIndex("dynamicLatency").Zip(ByIndex("randomAccuracy"), (latency, accuracy) => (latency.Mean, accuracy.Within(0, 1)))),
            Point("dynamic, threshold chosen", "latency", "accuracy"),
            Point("oracle", "oracleLatency", "oracleAccuracy"),
        ],
    };

    private LineFigure StopTimes() => new()
    {
        Name = "stop-times",
        Title = "When samples stop",
        Caption = "Share of test samples that stop at each step, at the threshold chosen on calibration images; bands are 95 % intervals over seeds, cut at 0 and 1.",
        XAxis = new Axis("step"),
        YAxis = new Axis("share of samples", Minimum: 0),
        Series = [LineSeries.From("dynamic", ByIndex("histogram").Select((estimate, i) => (i + 1.0, estimate.Within(0, 1))))],
    };

    private BarFigure Criteria() => new()
    {
        Name = "criteria",
        Title = "How soon each criterion stops",
        Caption = "Mean latency where the threshold of each criterion is chosen alike: the least latency that loses no accuracy on calibration images. Whiskers are 95 % intervals, cut at 1 and T; points are seeds.",
        XAxis = new Axis("criterion"),
        YAxis = new Axis(Latency, Minimum: 0),
        Bars = [Bar("summed confidence", "latency"), .. OtherCriteria.Select(name => Bar(Words(name), name + "Latency")), Bar("another's confidence", "controlLatency"), Bar("oracle", "oracleLatency")],
        ReferenceLines = [new ReferenceLine("fixed T within 0.2 points of all steps", _main.Mean("equivalentLatency")!.Value.Mean)],
    };

    private Bar Bar(string category, string metric) =>
        Lab.Figures.Bar.From(category, _main.Mean(metric)!.Value.Within(1, _main.Rows[0].Result.Arrays["fixedCurve"].Values.Count), [.. _main.Values(metric).Select(value => value.Value)]);

    private LineSeries Point(string label, string latency, string accuracy) =>
        LineSeries.From(label, [(_main.Mean(latency)!.Value.Mean, _main.Mean(accuracy)!.Value.Within(0, 1))]) with { Form = SeriesForm.Marks };

    private IEnumerable<Estimate> ByIndex(string array)
    {
        var rows = _main.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(i => Estimate.FromSample([.. rows.Select(values => values[i])]));
    }
}
