using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>The figures.</summary>
internal sealed class ZeroShotFigures(TrialTable<ZeroShotArm> trials, ZeroShotOptions options)
{
    private readonly TrialTable<ZeroShotArm> _liquid = ZeroShotFindings.Of(trials, options, Encoder.Gaussian);

    public IEnumerable<Figure> All() => _liquid.Rows.Count == 0 ? [] : [Readouts(), Choices(), Retrieval(), Epochs()];

    private BarFigure Readouts() => new()
    {
        Name = "readouts",
        Title = "What a linear readout tells apart",
        Caption = "Test accuracy on ten digits, with 95 % intervals over seeds.",
        XAxis = new Axis("encoder"),
        YAxis = new Axis("accuracy", Minimum: 0, Maximum: 1),
        Bars =
        [
            .. trials.Arms.Where(arm => arm is { Pairing: Pairing.SoftTargets, Encoder: not Encoder.Trained } && arm.Width == options.Width).SelectMany(arm => new[] { "image", "sound" }
                .Select(kind => Bar(arm.EncoderName, trials.Of(arm.Name), kind + "Accuracy", kind + "s"))),
        ],
        ReferenceLines = [new ReferenceLine("chance", 1.0 / DigitSplit.Digits)],
    };

    private HeatMapFigure Choices()
    {
        var cells = Enumerable.Range(0, DigitSplit.Digits).Select(_ => Enumerable.Repeat(double.NaN, DigitSplit.Digits).ToArray()).ToArray();
        foreach (var (split, accuracy) in DigitSplit.Choices(options.UnseenPairs).Zip(ZeroShotFindings.ByPair(_liquid, "unseenByPair")))
        {
            cells[split.Unseen[0]][split.Unseen[1]] = cells[split.Unseen[1]][split.Unseen[0]] = accuracy;
        }

        return new HeatMapFigure
        {
            Name = "unseen-choices",
            Title = "Zero-shot retrieval depends on which two digits are unseen",
            Caption = "Part of the clips of two digits that find an image of their digit, mean over seeds; chance is 0.5.",
            XAxis = new Axis("unseen digit"),
            YAxis = new Axis("other unseen digit"),
            Values = cells,
            Colour = new Axis("accuracy", Minimum: 0, Maximum: 1),
            ShowValues = true,
        };
    }

    private BarFigure Retrieval() => new()
    {
        Name = "retrieval",
        Title = "Images found by sound",
        Caption = "Mean over choices of two unseen digits; 95 % intervals over seeds. Chance is 0.125 among seen and 0.5 among unseen digits.",
        XAxis = new Axis("encoder, pairing"),
        YAxis = new Axis("accuracy", Minimum: 0, Maximum: 1),
        Bars =
        [
            .. trials.Arms.Where(arm => arm.Encoder != Encoder.Trained).SelectMany(arm => new[] { ("seen", "seen digits"), ("unseen", "unseen digits"), ("unseenBest", "unseen, epoch chosen on the test") }
                .Select(metric => Bar(arm.Name, trials.Of(arm.Name), metric.Item1, metric.Item2))),
        ],
        ReferenceLines = [new ReferenceLine("chance, unseen", 0.5)],
    };

    private LineFigure Epochs() => new()
    {
        Name = "epochs",
        Title = "The paper's digits over epochs",
        Caption = "Digits 1 to 7 are seen, 8 and 9 are not; bands are 95 % intervals over seeds.",
        XAxis = new Axis("epoch"),
        YAxis = new Axis("accuracy", Minimum: 0, Maximum: 1),
        Series =
        [
            Course("liquid, seen", _liquid, "paperSeenByEpoch"),
            Course("liquid, unseen", _liquid, "paperUnseenByEpoch"),
            .. ZeroShotFindings.Of(trials, options, Encoder.Trained) is { Rows.Count: > 0 } trained
                ? new[] { Course("trained network, seen", trained, "paperSeenByEpoch"), Course("trained network, unseen", trained, "paperUnseenByEpoch") } : [],
        ],
        ReferenceLines = [new ReferenceLine("chance, unseen", 0.5)],
    };

    private static Bar Bar(string category, TrialTable<ZeroShotArm> table, string metric, string group) =>
        Glia.Lab.Figures.Bar.From(category, table.Mean(metric)!.Value, [.. table.Values(metric).Select(value => value.Value)], group);

    private static LineSeries Course(string label, TrialTable<ZeroShotArm> table, string array)
    {
        var rows = table.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return LineSeries.From(label, Enumerable.Range(0, rows[0].Count).Select(epoch => (epoch + 1.0, Estimate.FromSample([.. rows.Select(values => values[epoch])]).Within(0, 1))));
    }
}
