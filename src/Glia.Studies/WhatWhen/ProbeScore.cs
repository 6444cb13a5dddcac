using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Studies.WhatWhen;

/// <summary>What the probe trials say about a learner at one time.</summary>
/// <param name="PeakMs">When the sum of the readouts is largest, from the opening of the gate to its closing.</param>
/// <param name="AmplitudeB">Readout B around the latency.</param>
/// <param name="AmplitudeC">Readout C around the latency.</param>
/// <param name="Error">Root mean squared distance of both readouts from probability times bump while the gate is open, over that of no prediction.</param>
internal readonly record struct ProbeScore(int PeakMs, double AmplitudeB, double AmplitudeC, double Error)
{
    private static readonly AttentionGate Gate = new();

    /// <summary>The share of B in both amplitudes, from 0 to 1.</summary>
    public double ShareOfB
    {
        get
        {
            var (b, c) = (Math.Max(0, AmplitudeB), Math.Max(0, AmplitudeC));
            return b + c > 0 ? b / (b + c) : 0.5;
        }
    }

    public static ProbeScore Of(PredictionCurves prediction, CueOutcomeTask task)
    {
        var (latency, last) = (task.Options.LatencyMs, Math.Min(task.Options.LatencyMs + Gate.ClosesAfterEventMs, task.Options.TrialMs - 1));
        var expected = Expected(task);
        var (distance, size) = (0.0, 0.0);
        for (var output = 0; output < prediction.Outputs; output++)
        {
            for (var ms = Gate.OpensMs; ms <= last; ms++)
            {
                distance += Math.Pow(prediction.Curve(output)[ms] - expected.Curve(output)[ms], 2);
                size += Math.Pow(expected.Curve(output)[ms], 2);
            }
        }

        return new ProbeScore(prediction.PeakMs(Gate.OpensMs, last), prediction.Amplitude(0, latency), prediction.Amplitude(1, latency), Math.Sqrt(distance / size));
    }

    /// <summary>Probability times bump, smoothed as predictions are.</summary>
    public static PredictionCurves Expected(CueOutcomeTask task) =>
        new([.. Enumerable.Range(0, task.Outcomes).Select(outcome => Enumerable.Range(0, task.Options.TrialMs).Select(ms => task.Expected(outcome, ms)).ToArray())]);
}
