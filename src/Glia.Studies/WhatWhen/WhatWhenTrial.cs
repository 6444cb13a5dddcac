using Glia.Lab.Trials;
using Glia.Reservoirs.Tasks;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace Glia.Studies.WhatWhen;

/// <summary>One learner on one reservoir: a first contingency, then from there each kind of change.</summary>
internal sealed class WhatWhenTrial
{
    /// <summary>How far a peak may be from the latency, in milliseconds.</summary>
    public const double ToleranceMs = 25;

    private const int FrequencyTrials = 50;
    private const int LastProbes = 10;
    private readonly LearnerArm _arm;
    private readonly WhatWhenOptions _options;
    private readonly TrialContext _context;
    private readonly ReservoirTrials _reservoir;
    private readonly Dictionary<string, double> _metrics = [];
    private readonly Dictionary<string, NumericArray> _arrays = [];

    public WhatWhenTrial(LearnerArm arm, WhatWhenOptions options, TrialContext context)
    {
        (_arm, _options, _context) = (arm, options, context);
        _reservoir = new ReservoirTrials(arm, options, context);
    }

    public TrialResult Run()
    {
        var learner = OutcomeLearner.Of(_arm, _reservoir.Units, _context.Stream("exploration"));
        var first = Learn(learner, _options.LatencyMs, _options.Probability, _options.Trials, "first");
        _context.Step(1, 3);
        (_metrics["rateHz"], _metrics["reproducibility"]) = (_reservoir.RateHz, _reservoir.Reproducibility);
        _metrics["peakMs"] = first.Last(LastProbes, score => score.PeakMs);
        _metrics["peakError"] = first.Last(LastProbes, score => Math.Abs(score.PeakMs - _options.LatencyMs));
        _metrics["amplitudeSum"] = first.Last(LastProbes, score => score.AmplitudeB + score.AmplitudeC);
        _metrics["firstError"] = first.Last(LastProbes, score => score.Error);
        Keep("first", learner);
        Changes(learner);
        _context.Step(2, 3);
        if (_options.OtherProbabilities.Count > 0 && _arm.ShowsProportions)
        {
            Proportions(learner, first);
        }

        _context.Step(3, 3);
        return new TrialResult { Metrics = _metrics, Arrays = _arrays };
    }

    private void Changes(OutcomeLearner learner)
    {
        var timing = Repeated(learner, "timing", _options.NewLatencyMs, _options.Probability);
        var probability = Repeated(learner, "probability", _options.LatencyMs, _options.NewProbability);
        var both = Change(learner, "both", _options.NewLatencyMs, _options.NewProbability);
        bool IsMoved(ProbeScore score) => Math.Abs(score.PeakMs - _options.NewLatencyMs) <= ToleranceMs;
        _metrics["timingTrials"] = timing.Average(change => RelearningTime.Of([.. change.Session.Scores.Select(IsMoved)]));
        _metrics["bothTrials"] = RelearningTime.Of([.. both.Session.Scores.Select(IsMoved)]);

        // Of the mean over repeats: the share of a single run follows the last few outcomes and crosses any line by chance.
        var (half, up) = ((_options.Probability + _options.NewProbability) / 2, _options.NewProbability > _options.Probability);
        var shares = Course(probability, score => score.ShareOfB);
        _metrics["probabilityTrials"] = RelearningTime.Of([.. shares.Select(share => up ? share >= half : share <= half)]);
        _metrics["timingError"] = Course(timing, score => score.Error).Average();
        _metrics["probabilityError"] = Course(probability, score => score.Error).Average();
        _metrics["meanError"] = (_metrics["firstError"] + _metrics["timingError"] + _metrics["probabilityError"]) / 3;
        (_arrays["timing peak"], _arrays["probability share"]) = (NumericArray.Of(Course(timing, score => score.PeakMs)), NumericArray.Of(shares));
        Keep("timing", timing[0].Learner);
        Keep("probability", probability[0].Learner);
        Angles(Differences(timing, learner), Differences(probability, learner));
    }

    // The angle between what a change of timing and what a change of probability did, beside that of two changes of one kind.
    private void Angles(List<double[]> whens, List<double[]> whats)
    {
        var same = Pairs(whens).Concat(Pairs(whats)).ToList();
        _metrics["cosine"] = whens.SelectMany(when => whats.Select(what => Cosine(when, what))).Average();
        _metrics["sameCosine"] = same.Average();
        _metrics["sameCosineLow"] = same.Quantile(0.05);
    }

    // Amplitudes against how often each outcome was delivered, and the angles where outcomes are not equally likely.
    private void Proportions(OutcomeLearner known, Session knownSession)
    {
        var (frequencies, amplitudes) = (new List<double>(), new List<double>());
        Add(knownSession);
        foreach (var probability in _options.OtherProbabilities)
        {
            var name = FormattableString.Invariant($"first p={probability}");
            var learner = OutcomeLearner.Of(_arm, _reservoir.Units, _context.Stream("exploration/" + name));
            Add(Learn(learner, _options.LatencyMs, probability, _options.Trials, name));
            if (_arm.Kind == LearnerKind.ThreeFactor)
            {
                var timing = Change(learner, name + " timing", _options.NewLatencyMs, probability).Learner;
                var what = Change(learner, name + " probability", _options.LatencyMs, probability == 0.5 ? _options.NewProbability : 0.5).Learner;
                _metrics[FormattableString.Invariant($"cosine p={probability}")] = Cosine(Difference(timing, learner), Difference(what, learner));
            }
        }

        double[] x = [.. frequencies], y = [.. amplitudes];
        _metrics["slope"] = x.Distinct().Count() > 1 ? Fit.Line(x, y).B : 0;
        _metrics["correlation"] = x.Distinct().Count() > 1 && y.Distinct().Count() > 1 ? Correlation.Pearson(x, y) : 0;
        (_arrays["frequencies"], _arrays["amplitudes"]) = (NumericArray.Of(frequencies), NumericArray.Of(amplitudes));

        void Add(Session session)
        {
            var frequency = session.FrequencyOfB(FrequencyTrials);
            frequencies.AddRange([frequency, 1 - frequency]);
            amplitudes.AddRange([session.Scores[^1].AmplitudeB, session.Scores[^1].AmplitudeC]);
        }
    }

    private List<(Session Session, OutcomeLearner Learner)> Repeated(OutcomeLearner before, string name, int latencyMs, double probability) =>
        [.. Enumerable.Range(0, _options.Repeats).Select(repeat => Change(before, FormattableString.Invariant($"{name} {repeat}"), latencyMs, probability))];

    private (Session Session, OutcomeLearner Learner) Change(OutcomeLearner before, string name, int latencyMs, double probability)
    {
        var learner = before.Copy(_context.Stream("exploration/" + name));
        learner.Change();
        return (Learn(learner, latencyMs, probability, _options.SwitchTrials, name), learner);
    }

    private Session Learn(OutcomeLearner learner, int latencyMs, double probability, int trials, string name)
    {
        var contingency = _options.Contingency(latencyMs, probability);
        var expected = new CueOutcomeTask(contingency);
        var delivered = _arm.Kind == LearnerKind.ShuffledLatencies ? new CueOutcomeTask(contingency with { LatencySpreadMs = Spread(latencyMs) }) : expected;
        return Session.Run(learner, _reservoir, delivered, expected, trials, _options.LearningStepMs, name, _context);
    }

    // As wide as the trial allows around the latency.
    private int Spread(int latencyMs) => Math.Min(latencyMs - CueOutcomeOptions.EarliestMs, _options.TrialMs - 1 - latencyMs);

    private void Keep(string name, OutcomeLearner learner)
    {
        var prediction = _reservoir.Predict(learner);
        (_arrays[name + " B"], _arrays[name + " C"]) = (NumericArray.Of(prediction.Curve(0)), NumericArray.Of(prediction.Curve(1)));
    }

    private static double[] Course(List<(Session Session, OutcomeLearner Learner)> changes, Func<ProbeScore, double> value) =>
        [.. Enumerable.Range(0, changes[0].Session.Scores.Count).Select(trial => changes.Average(change => value(change.Session.Scores[trial])))];

    private static List<double[]> Differences(List<(Session Session, OutcomeLearner Learner)> changes, OutcomeLearner before) =>
        [.. changes.Select(change => Difference(change.Learner, before))];

    // Two ways to grow without bound count as one direction.
    private static double Cosine(double[] first, double[] second) => Array.TrueForAll(first, double.IsFinite) && Array.TrueForAll(second, double.IsFinite) ? Math.Abs(SubspaceAngle.Cosine(first, second)) : 1;

    private static double[] Difference(OutcomeLearner after, OutcomeLearner before) => [.. after.AllWeights().Zip(before.AllWeights(), (a, b) => a - b)];

    private static IEnumerable<double> Pairs(List<double[]> changes) =>
        Enumerable.Range(0, changes.Count).SelectMany(first => Enumerable.Range(first + 1, changes.Count - first - 1).Select(second => Cosine(changes[first], changes[second])));
}
