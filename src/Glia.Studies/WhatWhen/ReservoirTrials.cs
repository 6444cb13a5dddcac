using System.Numerics.Tensors;
using Glia.Lab.Trials;
using Glia.Neurons;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;
using MathNet.Numerics.Statistics;

namespace Glia.Studies.WhatWhen;

/// <summary>The reservoir of a seed: its centred features in any trial, and their mean where no outcome comes.</summary>
/// <remarks>Readouts do not act back on the reservoir, so that a trial's features are the same for every learner, and probing disturbs none.</remarks>
internal sealed class ReservoirTrials
{
    private const double LongTraceMs = 150;

    // Ten times what a readout should ever be: a learner that diverges is wrong by a finite number.
    private const double Saturation = 10;
    private readonly SpikingReservoir _reservoir;
    private readonly TrialContext _context;
    private readonly FeatureMeans _means;
    private readonly double[] _probe;

    public ReservoirTrials(LearnerArm arm, WhatWhenOptions options, TrialContext context)
    {
        var constants = new SpikingReservoirOptions
        {
            Units = options.Units,
            Gain = options.Gain,
            Noise = options.Noise,
            LowestBias = options.LowestBias,
            HighestBias = options.HighestBias,
            Form = arm.Kind == LearnerKind.Neurons2007 ? IzhikevichForm.Physical2007 : IzhikevichForm.Simple2003,
        };
        constants = arm.Kind == LearnerKind.LongTraces ? constants with { ShortestTraceMs = LongTraceMs, LongestTraceMs = LongTraceMs } : constants;
        _context = context;
        _reservoir = new SpikingReservoir(OutcomeLearner.Outcomes + 1, constants, context.Stream("reservoir"));
        _means = new FeatureMeans(options.Units);
        var task = new CueOutcomeTask(options.Contingency(options.LatencyMs, options.Probability));
        (RateHz, _probe) = (Calibrate(task, options.CalibrationTrials), new double[options.TrialMs * options.Units]);
        var probes = Enumerable.Range(0, options.ProbeTrials).Select(index => Features(task, task.Probe, FormattableString.Invariant($"probe {index}"))).ToList();
        foreach (var probe in probes)
        {
            for (var index = 0; index < probe.Length; index++)
            {
                _probe[index] += (double)probe[index] / probes.Count;
            }
        }

        Reproducibility = MeanCorrelation([.. probes.Select(probe => probe.AsSpan((options.LatencyMs - 10) * options.Units, options.Units).ToArray().Select(value => (double)value).ToArray())]);
    }

    /// <summary>Neurons.</summary>
    public int Units => _reservoir.Units;

    /// <summary>Mean spikes of a neuron per second.</summary>
    public double RateHz { get; }

    /// <summary>Mean correlation of the centred features shortly before the latency, between probe trials.</summary>
    public double Reproducibility { get; }

    /// <summary>The centred features of a trial [TrialMs, N].</summary>
    /// <param name="task">The contingency.</param>
    /// <param name="trial">What is delivered.</param>
    /// <param name="name">Names the trial's noise.</param>
    public float[] Features(CueOutcomeTask task, CueOutcomeTrial trial, string name)
    {
        var features = Raw(task, trial, name);
        _means.Subtract(features);
        return features;
    }

    /// <summary>What a learner's readouts do after the cue where no outcome comes, in the mean over probe trials.</summary>
    public PredictionCurves Predict(OutcomeLearner learner)
    {
        var curves = Enumerable.Range(0, OutcomeLearner.Outcomes).Select(_ => new double[_probe.Length / Units]).ToList();
        for (var output = 0; output < curves.Count; output++)
        {
            for (var ms = 0; ms < curves[output].Length; ms++)
            {
                curves[output][ms] = Saturated(TensorPrimitives.Dot(learner.Weights(output), _probe.AsSpan(ms * Units, Units)));
            }
        }

        return new PredictionCurves(curves);
    }

    private static double Saturated(double value) => double.IsNaN(value) ? Saturation : Math.Clamp(value, -Saturation, Saturation);

    private float[] Raw(CueOutcomeTask task, CueOutcomeTrial trial, string name)
    {
        _reservoir.Reset(_context.Stream("noise/" + name));
        return ((IReservoir)_reservoir).Run(task.Input(trial));
    }

    private double Calibrate(CueOutcomeTask task, int trials)
    {
        var (outcomes, rate) = (_context.Stream("outcomes/calibration"), 0.0);
        for (var index = 0; index < trials; index++)
        {
            _means.Add(Raw(task, task.Draw(outcomes), FormattableString.Invariant($"calibration {index}")));
            _reservoir.RequireActivity();
            rate += _reservoir.RateHz / trials;
        }

        return rate;
    }

    private static double MeanCorrelation(double[][] states)
    {
        var pairs = Enumerable.Range(0, states.Length).SelectMany(first => Enumerable.Range(first + 1, states.Length - first - 1).Select(second => Correlation.Pearson(states[first], states[second])));
        var known = pairs.Where(double.IsFinite).ToList();
        return known.Count == 0 ? 0 : known.Average();
    }
}
