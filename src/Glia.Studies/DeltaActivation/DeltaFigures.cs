using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.DeltaActivation;

/// <summary>The figures, of the films by which the claims are judged.</summary>
internal sealed class DeltaFigures(TrialTable<ClipArm> trials, DeltaActivationOptions options)
{
    private readonly TrialTable<ClipArm> _main = trials.Of(Study.Main(options).Name);

    public IEnumerable<Figure> All() => _main.Rows.Count == 0 ? [] : [TradeOff(), Places()];

    private LineFigure TradeOff() => new()
    {
        Name = "accuracy-over-density",
        Title = "What little sending costs in accuracy",
        Caption = "Test accuracy over density weighted by operations, at each strength; means over seeds. Densities are of changes from frame to frame, but of activations for L1 and the plain network.",
        XAxis = new Axis("density weighted by operations", Scale: AxisScale.Log10),
        YAxis = new Axis("test accuracy"),
        Series =
        [
            .. ClipMethod.Swept.Select(method => LineSeries.From(Words(method), ByIndex(method + " density").Zip(ByIndex(method + " accuracy"), (density, accuracy) => (density.Mean, accuracy.Within(0, 1))))),
            LineSeries.From("plain network", [(_main.Mean(ClipMethod.Dense + "Density")!.Value.Mean, _main.Mean(ClipMethod.Dense + "Accuracy")!.Value.Within(0, 1))]) with { Form = SeriesForm.Marks },
        ],
    };

    private BarFigure Places() => new()
    {
        Name = "places",
        Title = "Where little changes",
        Caption = "Share of numbers that change from frame to frame at each place of the chosen network. Whiskers are 95 % intervals over seeds, cut at 0 and 1. At the mean over places nothing is quantised.",
        XAxis = new Axis("place"),
        YAxis = new Axis("share that changes", Minimum: 0),
        Bars = [.. ByIndex("delta places").Zip(ClipNetwork.Places, (estimate, place) => Bar.From(place, estimate.Within(0, 1), []))],
    };

    private static string Words(string method) => method switch
    {
        ClipMethod.Delta => "delta activation",
        ClipMethod.Spatial => "L1",
        ClipMethod.PostHoc => "quantised without training",
        ClipMethod.Frozen => "steps frozen",
        _ => "delta network's threshold",
    };

    private IEnumerable<Estimate> ByIndex(string array)
    {
        var rows = _main.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(i => Estimate.FromSample([.. rows.Select(values => values[i])]));
    }
}
