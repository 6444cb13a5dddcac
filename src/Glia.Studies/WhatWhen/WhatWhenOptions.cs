using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;
using Glia.Reservoirs.Tasks;

namespace Glia.Studies.WhatWhen;

/// <summary>Options of the study.</summary>
public sealed record WhatWhenOptions : StudyOptions
{
    /// <summary>Neurons of the reservoir.</summary>
    [Range(20, 20000)]
    public int Units { get; init; } = 400;

    /// <summary>Trials before the contingency changes.</summary>
    [Range(5, 100000)]
    public int Trials { get; init; } = 150;

    /// <summary>Trials after it changed.</summary>
    [Range(2, 100000)]
    public int SwitchTrials { get; init; } = 60;

    /// <summary>Trials before learning begins, over which the features' means are taken.</summary>
    [Range(1, 1000)]
    public int CalibrationTrials { get; init; } = 20;

    /// <summary>Trials without learning and without an outcome, over whose mean all predictions are measured.</summary>
    [Range(2, 1000)]
    public int ProbeTrials { get; init; } = 10;

    /// <summary>Latency of the outcome at first, in milliseconds.</summary>
    [Range(50, 2000)]
    public int LatencyMs { get; init; } = 250;

    /// <summary>Latency after the change of timing.</summary>
    [Range(50, 2000)]
    public int NewLatencyMs { get; init; } = 350;

    /// <summary>Length of a trial in milliseconds.</summary>
    [Range(100, 5000)]
    public int TrialMs { get; init; } = 450;

    /// <summary>Probability of outcome B at first.</summary>
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Probability of outcome B after the change of probability.</summary>
    [Range(0.0, 1.0)]
    public double NewProbability { get; init; } = 0.8;

    /// <summary>Further probabilities of B, for the claim that magnitudes follow them; none leaves that claim out.</summary>
    [Range(0.0, 1.0)]
    public IReadOnlyList<double> OtherProbabilities { get; init; } = [0.2, 0.35, 0.65, 0.8];

    /// <summary>How often each change is run, from the same weights with other trials.</summary>
    [Range(2, 20)]
    public int Repeats { get; init; } = 4;

    /// <summary>Every how many milliseconds a readout learns while the gate is open.</summary>
    [Range(1, 50)]
    public int LearningStepMs { get; init; } = 3;

    /// <summary>g, the strength of recurrent connections.</summary>
    [Range(0.0, 20.0)]
    public double Gain { get; init; } = 1;

    /// <summary>Standard deviation of the noise in a neuron's current.</summary>
    [Range(0.0, 10.0)]
    public double Noise { get; init; } = 0.05;

    /// <summary>The smallest constant current into a neuron, in mV/ms.</summary>
    [Range(-20.0, 50.0)]
    public double LowestBias { get; init; } = 2;

    /// <summary>The largest.</summary>
    [Range(-20.0, 50.0)]
    public double HighestBias { get; init; } = 5;

    /// <summary>Also run the constants among which each learner's was chosen; no claim rests on these.</summary>
    public bool Tuning { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (LowestBias > HighestBias)
        {
            yield return FormattableString.Invariant($"lowestBias={LowestBias} is above highestBias={HighestBias}.");
        }

        foreach (var problem in Contingency(LatencyMs, Probability).Problems().Concat(Contingency(NewLatencyMs, Probability).Problems()))
        {
            yield return problem + " Change latencyMs, newLatencyMs or trialMs.";
        }

        if (NewLatencyMs == LatencyMs || NewProbability == Probability)
        {
            yield return "newLatencyMs and newProbability must differ from latencyMs and probability, else nothing changes.";
        }
    }

    /// <summary>The contingency with a latency and a probability of outcome B; C has the rest.</summary>
    internal CueOutcomeOptions Contingency(int latencyMs, double probability) => new() { LatencyMs = latencyMs, Probabilities = [probability, 1 - probability], TrialMs = TrialMs };
}
