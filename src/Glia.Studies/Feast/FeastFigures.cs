using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.Feast;

/// <summary>The figures.</summary>
internal sealed class FeastFigures(TrialTable<FeastArm> trials)
{
    private readonly FeastFindings _findings = new(trials);

    public IEnumerable<Figure> All()
    {
        var parts = trials.Rows.Select(row => row.Arm.Part).ToHashSet();
        if (parts.Contains(FeastPart.Square))
        {
            yield return MissRates();
        }

        if (Feast.Rows.Count > 0)
        {
            yield return Convergence();
            yield return Weights();
            yield return Accuracies();
        }

        if (parts.Contains(FeastPart.Settings))
        {
            yield return Settings();
        }

        if (parts.Contains(FeastPart.Ring))
        {
            yield return NetworkSize();
        }
    }

    private TrialTable<FeastArm> Feast => trials.Where(arm => arm.Part == FeastPart.Digits && arm.Method == FeastMethod.Feast);

    private LineFigure MissRates()
    {
        var square = trials.Where(arm => arm.Part == FeastPart.Square && arm.Method == FeastMethod.Feast);
        var arms = square.Arms.OrderBy(arm => arm.Features).ToList();
        LineSeries Measured(string label, string metric) => LineSeries.From(label, arms.Select(arm => ((double)arm.Features, square.Of(arm.Name).Mean(metric)!.Value)));
        return new LineFigure
        {
            Name = "miss-rates",
            Title = "How many events are missed depends on two constants and N",
            Caption = "Share of views of a moving square that no feature takes: in the second half of learning, in the first 2,000 steps, and by the law Δ_I / (Δ_I + N Δ_E); whiskers are 95 % intervals over seeds.",
            XAxis = new Axis("features", Scale: AxisScale.Log10),
            YAxis = new Axis("share of events missed", Scale: AxisScale.Log10),
            Series =
            [
                new LineSeries { Label = "law", X = [.. arms.Select(arm => (double)arm.Features)], Y = [.. arms.Select(arm => square.Of(arm.Name).Rows[0]["law"])], ColourIndex = 0 },
                Measured("settled", "missRate") with { Form = SeriesForm.Marks, ColourIndex = 0 },
                Measured("first steps", "earlyMissRate") with { Form = SeriesForm.Marks, ColourIndex = 1 },
            ],
        };
    }

    private LineFigure Convergence()
    {
        LineSeries Course(string label, string array)
        {
            var rows = Feast.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
            return LineSeries.From(label, Enumerable.Range(0, rows[0].Count).Select(epoch => ((double)epoch + 1, Estimate.FromSample([.. rows.Select(values => values[epoch] / values[0])]).Within(0, double.PositiveInfinity))));
        }

        return new LineFigure
        {
            Name = "convergence",
            Title = "Do misses and thresholds tell when the weights have settled?",
            Caption = "Change of the weights, change of the thresholds and miss rate of the ON features in each part of learning, over those in the first part; bands are 95 % intervals over seeds, cut at 0.",
            XAxis = new Axis("part of learning"),
            YAxis = new Axis("over the first part"),
            Series = [Course("weights", "ON weight change"), Course("thresholds", "ON threshold change"), Course("misses", "ON miss rate")],
        };
    }

    private ImageGridFigure Weights()
    {
        var (arm, weights) = (Feast.Rows[0].Arm, Feast.Rows[0].Result.Arrays["weights"].Values);
        var length = arm.PatchSize * arm.PatchSize;
        return new ImageGridFigure
        {
            Name = "features",
            Title = "Features of digits in saccades",
            Caption = "Weights learned with the first seed, OFF above ON; white is the largest weight.",
            XAxis = new Axis("x"),
            YAxis = new Axis("y"),
            Columns = Math.Min(25, arm.Features),
            White = weights.Max(),
            Images = [.. Enumerable.Range(0, weights.Count / length).Select(feature => new GridImage(
                "", arm.PatchSize, arm.PatchSize, [.. weights.Skip(feature * length).Take(length).Select(weight => (float)Math.Max(0, weight))]))],
        };
    }

    private BarFigure Accuracies()
    {
        var digits = trials.Where(arm => arm.Part == FeastPart.Digits);
        return new BarFigure
        {
            Name = "accuracies",
            Title = "What features are worth to a classifier",
            Caption = "Test accuracy of digits from the pooled histogram of features, by a linear classifier and by an extreme learning machine; whiskers are 95 % intervals over seeds, points are seeds.",
            XAxis = new Axis("features"),
            YAxis = new Axis("accuracy"),
            Bars = [.. digits.Arms.SelectMany(arm => new[] { ("linear", "linear"), ("elm", "extreme learning machine") }.Select(classifier =>
            {
                var rows = digits.Of(arm.Name);
                return Bar.From(FeastArm.NameOf(arm.Method), rows.Mean(classifier.Item1)!.Value.Within(0, 1), [.. rows.Rows.Select(row => row[classifier.Item1])], classifier.Item2);
            }))],
        };
    }

    private ScatterFigure Settings()
    {
        var settings = trials.Where(arm => arm.Part == FeastPart.Settings);
        return new ScatterFigure
        {
            Name = "settings",
            Title = "Do high thresholds go with useful features?",
            Caption = "Mean threshold after learning and linear accuracy; a point a setting and seed.",
            XAxis = new Axis("mean threshold"),
            YAxis = new Axis("linear accuracy"),
            Series = [.. settings.Rows.GroupBy(row => row.Arm.Features).OrderBy(group => group.Key).Select(group => new ScatterSeries(
                $"{group.Key} features", [.. group.Select(row => row["meanThreshold"])], [.. group.Select(row => row["linear"])]))],
        };
    }

    private LineFigure NetworkSize() => new()
    {
        Name = "network-size",
        Title = "How many features go to the ring, and to noise",
        Caption = "Features of a polarity most of whose events are the ring's, or noise, and the entropy of their use in bits; bands are 95 % intervals over seeds.",
        XAxis = new Axis("features of a polarity", Scale: AxisScale.Log10),
        YAxis = new Axis("features, or bits"),
        Series =
        [
            LineSeries.From("of the ring", _findings.RingCourse("signalFeatures")),
            LineSeries.From("of noise", _findings.RingCourse("noiseFeatures")),
            LineSeries.From("entropy of use", _findings.RingCourse("entropy")),
        ],
    };
}
