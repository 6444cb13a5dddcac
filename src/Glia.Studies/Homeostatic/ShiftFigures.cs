using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.Homeostatic;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class ShiftFigures(TrialTable<ShiftArm> trials, HomeostaticOptions options)
{
    private const string Online = "online";
    private static readonly Axis Accuracy = new("online accuracy");
    private readonly ShiftFindings _findings = new(trials, options);
    private readonly IReadOnlyList<int?> _shifts = [.. new ShiftPlanner(options).Shifts()];
    private readonly int _most = options.Swaps.Max();
    private readonly double _rate = options.InitialRates[0];

    public IEnumerable<Figure> All() => trials.Rows.Count == 0 ? [] :
        new Figure?[] { Gains(), Learners(ImageSet.Mnist), Learners(ImageSet.FashionMnist), Tuning(_most), Epochs(_most, "epochs-most-swaps"), Epochs(null, "epochs-seasons"), Rates() }.OfType<Figure>();

    // The whole range: where homeostasis helps and where it hurts.
    private HeatMapFigure? Gains()
    {
        var rates = Digits(arm => arm.Regulation == Regulation.Homeostatic).Select(arm => arm.InitialRate).Distinct().Order().ToList();
        return rates.Count == 0 ? null : new HeatMapFigure
        {
            Name = "gain-of-homeostasis",
            Title = "Where homeostasis gains over the constant rate it begins with",
            Caption = "Online accuracy on digits, homeostatic − constant with the same initial learning rate, mean over seeds.",
            XAxis = new Axis("swaps per epoch"),
            YAxis = new Axis("initial learning rate η₀"),
            Colour = new Axis("gain of online accuracy"),
            Values = [.. rates.Select(rate => _shifts.Select(swaps => _findings.Gain(ImageSet.Mnist, swaps, rate)?.Mean ?? double.NaN).ToList())],
            RowLabels = [.. rates.Select(Number)],
            ColumnLabels = [.. _shifts.Select(swaps => swaps is { } number ? Number(number) : "seasons")],
            IsDiverging = true,
            ShowValues = true,
        };
    }

    private BarFigure? Learners(ImageSet set)
    {
        var arms = trials.Arms.Where(arm => arm.Images == set && arm.InitialRate == _rate).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = set == ImageSet.Mnist ? "learners-digits" : "learners-clothes",
            Title = set == ImageSet.Mnist ? "Learners in each stream of digits" : "Learners in each stream of clothes",
            Caption = $"Online accuracy over the whole run, initial learning rate {Number(_rate)}; bars are 95 % intervals, points are seeds.",
            XAxis = new Axis("swaps per epoch"),
            YAxis = Accuracy,
            Bars = [.. arms.Select(arm => Bar.From(ShiftArm.ShiftName(arm.Swaps), Mean(arm), [.. trials.Of(arm.Name).Values(Online).Select(value => value.Value)], arm.Regulation.ToString().ToLowerInvariant()))],
        };
    }

    private LineFigure? Tuning(int swaps)
    {
        var series = Enum.GetValues<Regulation>().Select(regulation => (regulation, Arms: Digits(arm => arm.Swaps == swaps && arm.Regulation == regulation).OrderBy(arm => arm.InitialRate).ToList()))
            .Where(series => series.Arms.Count > 0).ToList();
        return series.Count == 0 ? null : new LineFigure
        {
            Name = "learning-rates",
            Title = $"A larger constant rate against homeostasis, {swaps} swaps per epoch",
            Caption = "Online accuracy on digits by the mean learning rate of the run; bands and whiskers are 95 % intervals over seeds.",
            XAxis = new Axis("mean learning rate", Scale: AxisScale.Log10),
            YAxis = Accuracy,
            Series = [.. series.Select(series => LineSeries.From(series.regulation.ToString().ToLowerInvariant(), series.Arms.Select(arm => (trials.Of(arm.Name).Mean("meanRate")!.Value.Mean, Mean(arm))))
                with { Form = series.regulation == Regulation.Constant ? SeriesForm.Curve : SeriesForm.Marks })],
        };
    }

    private LineFigure? Epochs(int? swaps, string name)
    {
        var arms = Digits(arm => arm.Swaps == swaps && arm.InitialRate == _rate).ToList();
        if (_findings.Best(Regulation.Constant, swaps) is { } best)
        {
            arms = [.. arms.Append(best).DistinctBy(arm => arm.Name)];
        }

        return arms.Count == 0 ? null : new LineFigure
        {
            Name = name,
            Title = swaps is null ? "Learning where calm and stormy seasons take turns" : $"Learning under {swaps} swaps per epoch",
            Caption = "Online accuracy on digits in each epoch; bands are 95 % intervals over seeds. Beside the three learners from one initial rate, the best constant rate of all.",
            XAxis = new Axis("epoch"),
            YAxis = Accuracy,
            Series = [.. arms.Select(arm => Over(arm, "online", 1, arm.Name.Split(", ")[^1]))],
        };
    }

    private LineFigure? Rates()
    {
        var arms = Digits(arm => arm.Regulation == Regulation.Homeostatic && arm.InitialRate == _rate).ToList();
        return arms.Count == 0 || trials.Of(arms[0].Name).Rows[0].Result.Arrays["rates"].Values.Count == 0 ? null : new LineFigure
        {
            Name = "homeostatic-rate",
            Title = "The learning rate that homeostasis makes",
            Caption = $"Learning rate over its initial value {Number(_rate)}, means of 6,000 samples on digits; bands are 95 % intervals over seeds.",
            XAxis = new Axis("epoch"),
            YAxis = new Axis("learning rate / η₀"),
            Series = [.. arms.Select(arm => Over(arm, "rates", 1 / _rate, ShiftArm.ShiftName(arm.Swaps)))],
            ReferenceLines = [new ReferenceLine("constant", 1)],
        };
    }

    private IEnumerable<ShiftArm> Digits(Func<ShiftArm, bool> condition) => trials.Arms.Where(arm => arm.Images == ImageSet.Mnist && condition(arm));

    private Estimate Mean(ShiftArm arm) => trials.Of(arm.Name).Mean(Online)!.Value.Within(0, 1);

    // An array of numbers that are evenly spread over the epochs, each at the end of what it is the mean of.
    private LineSeries Over(ShiftArm arm, string array, double factor, string label)
    {
        var rows = trials.Of(arm.Name).Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        var perEpoch = Math.Max(1, rows[0].Count / options.Epochs);
        return LineSeries.From(label, Enumerable.Range(0, rows[0].Count).Select(i => ((i + 1.0) / perEpoch, Estimate.FromSample([.. rows.Select(values => values[i] * factor)]))));
    }

    private static string Number(double value) => EstimateFormat.Number(value);
}
