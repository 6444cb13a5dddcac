using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;
using Glia.Reservoirs;

namespace Glia.Studies.WhatWhen;

/// <summary>The figures.</summary>
internal sealed class WhatWhenFigures(TrialTable<LearnerArm> trials, WhatWhenOptions options)
{
    private static readonly LearnerKind[] Compared = [LearnerKind.ThreeFactor, LearnerKind.Force, LearnerKind.ForceReset, LearnerKind.ForceForgetting];
    private readonly TrialTable<LearnerArm> _rule = trials.Of(LearnerArm.Of(LearnerKind.ThreeFactor).Name);

    public IEnumerable<Figure> All()
    {
        if (_rule.Rows.Count == 0)
        {
            yield break;
        }

        yield return Predictions();
        yield return Course("timing", " peak", "How soon learners follow a change of timing", "peak of both readouts after the cue", "ms",
            [new ReferenceLine("latency before", options.LatencyMs), new ReferenceLine("latency after", options.NewLatencyMs)]);
        yield return Course("probability", " share", "How soon learners follow a change of probability", "share of outcome B", "",
            [new ReferenceLine("probability before", options.Probability), new ReferenceLine("probability after", options.NewProbability)]);
        yield return Errors();
        if (options.OtherProbabilities.Count > 0)
        {
            yield return Amplitudes();
            yield return Angles();
        }
    }

    private LineFigure Predictions() => new()
    {
        Name = "predictions",
        Title = "What the readouts do after a cue where no outcome comes",
        Caption = $"Three-factor rule: after {options.Trials} trials, then after {options.SwitchTrials} more with another latency, or with another probability. Shown from where the gate opens: nothing is learned before. Means over reservoirs, bands 95 % intervals.",
        XAxis = new Axis("time after the cue", "ms"),
        YAxis = new Axis("readout"),
        Series =
        [
            .. new[] { ("first", "before"), ("timing", "new latency"), ("probability", "new probability") }.SelectMany(phase => new[] { "B", "C" }.Select(outcome =>
                Curve($"{outcome}, {phase.Item2}", _rule, $"{phase.Item1} {outcome}", 0, new AttentionGate().OpensMs))),
        ],
    };

    private LineFigure Course(string change, string measure, string title, string quantity, string unit, IReadOnlyList<ReferenceLine> lines) => new()
    {
        Name = "after-" + change,
        Title = title,
        Caption = "Measured on probe trials after every trial. Means over reservoirs, bands 95 % intervals.",
        XAxis = new Axis("trials after the change"),
        YAxis = new Axis(quantity, unit),
        Series = [.. Compared.Select(kind => LearnerArm.Of(kind)).Where(arm => trials.Of(arm.Name).Rows.Count > 0).Select(arm => Curve(arm.Label, trials.Of(arm.Name), change + measure, 1))],
        ReferenceLines = lines,
    };

    private BarFigure Errors() => new()
    {
        Name = "errors",
        Title = "Distance of predictions from probability times bump",
        Caption = "Mean over the end of the first trials and all trials after a change of timing and of probability, relative to no prediction at all; larger errors are cut at 2. Points are reservoirs.",
        XAxis = new Axis("learner"),
        YAxis = new Axis("mean probe error", Maximum: 2),
        Bars =
        [
            .. trials.Arms.Select(arm =>
            {
                var values = trials.Of(arm.Name).Values("meanError").Select(value => Math.Min(value.Value, 2)).ToList();
                return Bar.From(arm.Name, Estimate.FromSample([.. values]), values);
            }),
        ],
        ReferenceLines = [new ReferenceLine("no prediction", 1)],
    };

    private ScatterFigure Amplitudes() => new()
    {
        Name = "amplitudes",
        Title = "Magnitudes and probabilities",
        Caption = "Amplitude of each readout around the latency on probe trials, against how often its outcome was delivered in the last 50 trials; all reservoirs and probabilities.",
        XAxis = new Axis("delivered frequency"),
        YAxis = new Axis("amplitude"),
        Series =
        [
            .. new[] { LearnerKind.ThreeFactor, LearnerKind.Consolidated }.Select(kind => LearnerArm.Of(kind)).Select(arm => new ScatterSeries(
                arm.Label,
                [.. trials.Of(arm.Name).Rows.SelectMany(row => row.Result.Arrays["frequencies"].Values)],
                [.. trials.Of(arm.Name).Rows.SelectMany(row => row.Result.Arrays["amplitudes"].Values)])),
        ],
    };

    private LineFigure Angles()
    {
        var points = options.OtherProbabilities.Select(probability => (probability, _rule.Mean(FormattableString.Invariant($"cosine p={probability}"))!.Value))
            .Append((options.Probability, _rule.Mean("cosine")!.Value)).OrderBy(point => point.Item1).ToList();
        return new LineFigure
        {
            Name = "angles",
            Title = "Angle between changes of what and of when",
            Caption = "|Cosine| between the changes of all weights after a change of timing and after one of probability, three-factor rule; the derivation takes readouts as probability times bump.",
            XAxis = new Axis("probability of outcome B before the change"),
            YAxis = new Axis("|cosine|", Minimum: 0),
            Series =
            [
                LineSeries.From("measured", points.Select(point => (point.Item1, point.Item2.Within(0, 1)))),
                LineSeries.From("derived", points.Select(point => (point.Item1, Estimate.Exact(WhatWhenFindings.Derived(point.Item1))))),
            ],
        };
    }

    // Of the values from an index on; the first value of all stands at x = first.
    private static LineSeries Curve(string label, TrialTable<LearnerArm> table, string array, int first, int from = 0)
    {
        var rows = table.Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return LineSeries.From(label, Enumerable.Range(from, rows[0].Count - from).Select(index => ((double)(index + first), Estimate.FromSample([.. rows.Select(values => values[index])]))));
    }
}
