using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.GainControl;

/// <summary>Options of the study.</summary>
public sealed record GainControlOptions : StudyOptions
{
    /// <summary>Neurons on the ring, and orientations shown; a multiple of 4.</summary>
    [Range(12, 720)]
    public int Neurons { get; init; } = 36;

    /// <summary>Sum of a neuron's recurrent weights.</summary>
    [Range(0.05, 0.95)]
    public double Strength { get; init; } = 0.7;

    /// <summary>How often the adapter occurs; the other orientations share the rest.</summary>
    [Range(0.05, 0.9)]
    public double AdapterProbability { get; init; } = 0.3;

    /// <summary>Further strengths, for the claim that repulsion grows with recurrence.</summary>
    [Range(0.05, 0.95)]
    public IReadOnlyList<double> Strengths { get; init; } = [0.2, 0.4, 0.6, 0.8];

    /// <summary>Further probabilities of the adapter, for the claim that repulsion grows with them.</summary>
    [Range(0.05, 0.9)]
    public IReadOnlyList<double> AdapterProbabilities { get; init; } = [0.1, 0.2, 0.4, 0.5];

    /// <summary>Also weigh activity and gains differently, and take other terms of the objective; no claim rests on these.</summary>
    public bool OtherObjectives { get; init; } = true;

    /// <summary>Standard deviation of the logarithm of a neuron's tuning width.</summary>
    [Range(0.0, 0.5)]
    public double WidthDeviation { get; init; } = 0.1;

    /// <summary>Relative standard deviation of the recurrent weights.</summary>
    [Range(0.0, 0.3)]
    public double WeightDeviation { get; init; } = 0.05;

    /// <summary>Poisson spikes at a response of 1, by which shifts are measured a second time; no claim rests on these.</summary>
    [Range(0.1, 1000.0)]
    public double SpikesAtOne { get; init; } = 10;

    /// <summary>How often each orientation is shown to measure tuning curves from spikes.</summary>
    [Range(1, 10000)]
    public int Presentations { get; init; } = 100;

    /// <summary>Table of measured tuning curves under uniform stimuli: a header <c>neuron,0,15,…</c> in degrees, then a line a neuron; empty if there are none.</summary>
    public string ControlCurves { get; init; } = "";

    /// <summary>The same neurons' tuning curves under the biased ensemble; empty if there are none.</summary>
    public string AdaptedCurves { get; init; } = "";

    /// <summary>The adapter of the measured curves, in degrees; one of the table's orientations.</summary>
    [Range(0.0, 180.0)]
    public double MeasuredAdapter { get; init; } = 90;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Neurons % 4 != 0)
        {
            yield return $"neurons={Neurons} is no multiple of 4, so that no neuron prefers the orthogonal of the adapter; take {(Neurons + 3) / 4 * 4}.";
        }

        if (ControlCurves.Length > 0 != AdaptedCurves.Length > 0)
        {
            yield return "controlCurves and adaptedCurves belong together; give both tables or none.";
        }

        foreach (var file in new[] { ControlCurves, AdaptedCurves }.Where(file => file.Length > 0 && !File.Exists(file)))
        {
            yield return $"There is no file '{file}'.";
        }
    }
}
