using Glia.Lab.Trials;
using Glia.Reservoirs.Tasks;

namespace Glia.Studies.WhatWhen;

/// <summary>A learner's trials under one contingency, with a probe after each.</summary>
/// <param name="Scores">What the probes said, trial by trial.</param>
/// <param name="Outcomes">What was delivered.</param>
internal sealed record Session(IReadOnlyList<ProbeScore> Scores, IReadOnlyList<int> Outcomes)
{
    /// <summary>Runs trials.</summary>
    /// <param name="learner">Learns from them.</param>
    /// <param name="reservoir">The reservoir.</param>
    /// <param name="delivered">The contingency of the trials.</param>
    /// <param name="expected">The contingency by which probes are scored.</param>
    /// <param name="trials">How many.</param>
    /// <param name="stepMs">Every how many milliseconds the learner learns.</param>
    /// <param name="name">Names the trials' outcomes and noise.</param>
    /// <param name="context">Streams, and the wish to stop.</param>
    public static Session Run(
        OutcomeLearner learner, ReservoirTrials reservoir, CueOutcomeTask delivered, CueOutcomeTask expected, int trials, int stepMs, string name, TrialContext context)
    {
        var (random, scores, outcomes) = (context.Stream("outcomes/" + name), new List<ProbeScore>(), new List<int>());
        for (var index = 0; index < trials; index++)
        {
            context.Stop.ThrowIfCancellationRequested();
            var trial = delivered.Draw(random);
            var features = reservoir.Features(delivered, trial, FormattableString.Invariant($"{name} {index}"));
            learner.Learn(new LearningTrial(features, delivered, trial, stepMs));
            scores.Add(ProbeScore.Of(reservoir.Predict(learner), expected));
            outcomes.Add(trial.Outcome);
        }

        return new Session(scores, outcomes);
    }

    /// <summary>How often B was delivered in the last trials.</summary>
    public double FrequencyOfB(int last) => Outcomes.TakeLast(last).Average(outcome => outcome == 0 ? 1.0 : 0);

    /// <summary>Mean over the last probes.</summary>
    public double Last(int probes, Func<ProbeScore, double> value) => Scores.TakeLast(probes).Average(value);
}
