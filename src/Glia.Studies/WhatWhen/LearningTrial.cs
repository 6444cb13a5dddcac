using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Studies.WhatWhen;

/// <summary>What a learner meets in one trial: features and targets at the steps at which it may learn.</summary>
/// <param name="features">Centred features [TrialMs, N].</param>
/// <param name="task">The contingency.</param>
/// <param name="trial">What was delivered.</param>
/// <param name="stepMs">Every how many milliseconds it learns.</param>
internal sealed class LearningTrial(float[] features, CueOutcomeTask task, CueOutcomeTrial trial, int stepMs)
{
    private readonly int _units = features.Length / task.Options.TrialMs;

    /// <summary>The steps at which the gate is open.</summary>
    public IEnumerable<int> Open(AttentionGate gate)
    {
        for (var ms = gate.OpensMs; ms < task.Options.TrialMs; ms += stepMs)
        {
            if (gate.Value(ms, trial.LatencyMs) > 0)
            {
                yield return ms;
            }
        }
    }

    /// <summary>The steps around the delivered event, for replay.</summary>
    public IEnumerable<int> AroundTheEvent(int halfWidthMs) => Open(new AttentionGate { OpensMs = trial.LatencyMs - halfWidthMs, ClosesAfterEventMs = halfWidthMs });

    public ReadOnlySpan<float> Features(int ms) => features.AsSpan(ms * _units, _units);

    public void Targets(int ms, Span<double> targets)
    {
        for (var outcome = 0; outcome < targets.Length; outcome++)
        {
            targets[outcome] = task.Target(trial, outcome, ms);
        }
    }
}
