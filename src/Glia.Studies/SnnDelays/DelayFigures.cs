using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.SnnDelays;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class DelayFigures(TrialTable<DelayArm> trials)
{
    private static readonly Axis TestAccuracy = new("test accuracy");

    public IEnumerable<Figure> All() => trials.Arms.Where(arm => arm.Task == DelayTask.Patterns).Select(arm => arm.Hidden).Distinct().Order()
        .SelectMany(hidden => new Figure?[] { Bars(DelayTask.Patterns, hidden), Rounding(hidden), Delays(hidden) })
        .Concat(trials.Arms.Where(arm => arm.Task != DelayTask.Patterns).Select(arm => (arm.Task, arm.Hidden)).Distinct().Select(data => Bars(data.Task, data.Hidden)))
        .OfType<Figure>();

    private BarFigure? Bars(DelayTask task, int hidden)
    {
        var arms = trials.Arms.Where(arm => arm.Task == task && arm.Hidden == hidden).ToList();
        var (file, title, what, chance) = task switch
        {
            DelayTask.Patterns => ($"patterns-{hidden}", "the orders in which channels fire", "order of eight channels", "0.1"),
            DelayTask.SpokenDigits => ("digits", "spoken digits", "digits of espeak-ng", "0.05"),
            DelayTask.FreeSpokenDigits => ("fsdd", "digits that people speak", "Free Spoken Digit Dataset", "0.1"),
            DelayTask.Heidelberg => ("shd", "spoken digits", "SHD", "0.05"),
            DelayTask.SpikingCommands => ("ssc", "spoken words", "SSC", "0.03"),
            _ => ("gsc", "spoken words", "Speech Commands", "0.03"),
        };
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = $"accuracy-{file}",
            Title = $"Telling apart {title}, {hidden} hidden units",
            Caption = $"Test accuracy ({what}) with whole delays; bars are 95 % intervals, cut off at 0 and 1, points are seeds. Chance is {chance}.",
            XAxis = new Axis("delays"),
            YAxis = TestAccuracy,
            Bars = [.. arms.Select(arm => Bar.From(arm.Label, trials.Of(arm.Name).Mean("accuracy")!.Value.Within(0, 1), [.. trials.Of(arm.Name).Values("accuracy").Select(value => value.Value)]))],
        };
    }

    private LineFigure? Rounding(int hidden)
    {
        var arms = new[] { DelayMethod.Learned, DelayMethod.LearnedToTheEnd }.Select(method => DelayArm.NameOf(method, DelayTask.Patterns, hidden))
            .Where(name => trials.Of(name).Rows.Any(row => row.Result.Arrays.ContainsKey("roundedByEpoch"))).ToList();
        return arms.Count == 0 ? null : new LineFigure
        {
            Name = $"rounding-{hidden}",
            Title = $"What rounding costs, {hidden} hidden units",
            Caption = "Validation accuracy by epoch with smooth taps and with whole delays. In the last quarter the arm 'learned' has its delays rounded and frozen, and its weights adapt.",
            XAxis = new Axis("epoch"),
            YAxis = new Axis("validation accuracy"),
            Series =
            [
                .. arms.SelectMany(name => new[]
                {
                    LineSeries.From($"{Short(name)}, smooth", Curve(name, "smoothByEpoch")), LineSeries.From($"{Short(name)}, whole", Curve(name, "roundedByEpoch")),
                }),
            ],
        };
    }

    private LineFigure? Delays(int hidden)
    {
        var name = DelayArm.NameOf(DelayMethod.Learned, DelayTask.Patterns, hidden);
        return trials.Of(name).Rows.All(row => !row.Result.Arrays.ContainsKey("delays")) ? null : new LineFigure
        {
            Name = $"delays-{hidden}",
            Title = $"Learned delays, {hidden} hidden units",
            Caption = "Share of all synapses at each delay after training; they began uniform.",
            XAxis = new Axis("delay in steps"),
            YAxis = new Axis("share of synapses"),
            Series = [LineSeries.From("learned", Curve(name, "delays").Select(point => (point.X - 1, point.Y)))],
        };
    }

    private IEnumerable<(double X, Estimate Y)> Curve(string name, string array)
    {
        var rows = trials.Of(name).Rows.Where(row => row.Result.Arrays.ContainsKey(array)).Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(at => (at + 1.0, Estimate.FromSample([.. rows.Select(values => values[at])]).Within(0, 1)));
    }

    private static string Short(string name) => name[..name.LastIndexOf(", ", StringComparison.Ordinal)];
}
