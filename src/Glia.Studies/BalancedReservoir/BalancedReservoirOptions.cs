using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.BalancedReservoir;

/// <summary>Options of the study.</summary>
public sealed record BalancedReservoirOptions : StudyOptions
{
    /// <summary>Neurons of a reservoir.</summary>
    [Range(20, 5000)]
    public int Units { get; init; } = 200;

    /// <summary>Mean number of inputs of a neuron from the others.</summary>
    [Range(2.0, 1000.0)]
    public double Degree { get; init; } = 20;

    /// <summary>Steepness of the sigmoid; methods are tuned over it.</summary>
    [Range(0.1, 50.0)]
    public IReadOnlyList<double> Slopes { get; init; } = [2, 5, 10];

    /// <summary>Share of neurons with input. The first is that of all claims but heterogeneity, which is judged over all.</summary>
    [Range(0.01, 1.0)]
    public IReadOnlyList<double> InputFractions { get; init; } = [0.3, 1];

    /// <summary>Size of the input weights; methods are tuned over it. The first is that of claims about single settings.</summary>
    [Range(0.001, 10.0)]
    public IReadOnlyList<double> InputScalings { get; init; } = [0.5];

    /// <summary>Global shifts of the balance; −0.4 stands for excitation-dominated, and 0 to 0.5 for balanced or slightly over-inhibited.</summary>
    [Range(-0.95, 20.0)]
    public IReadOnlyList<double> Balances { get; init; } = [-0.6, -0.4, -0.2, 0, 0.2, 0.5, 1, 1.5, 2, 3, 4, 6];

    /// <summary>Target rates that all neurons share.</summary>
    [Range(0.01, 0.99)]
    public IReadOnlyList<double> Rates { get; init; } = [0.1, 0.2, 0.35, 0.5];

    /// <summary>Second constants b of Beta(2, b), from which each neuron's own target rate is drawn.</summary>
    [Range(0.1, 50.0)]
    public IReadOnlyList<double> BetaShapes { get; init; } = [2, 4];

    /// <summary>Spectral radii of the echo-state networks.</summary>
    [Range(0.05, 3.0)]
    public IReadOnlyList<double> SpectralRadii { get; init; } = [0.6, 0.8, 0.9, 0.95, 1, 1.1, 1.2];

    /// <summary>Size of the input weights of the echo-state networks, over which they are tuned.</summary>
    [Range(0.001, 10.0)]
    public IReadOnlyList<double> EchoStateScalings { get; init; } = [0.1, 0.5];

    /// <summary>Steps that a readout learns from.</summary>
    [Range(500, 1000000)]
    public int TrainSteps { get; init; } = 4000;

    /// <summary>Steps on which it is measured.</summary>
    [Range(300, 1000000)]
    public int TestSteps { get; init; } = 2000;

    /// <summary>Steps of each of the two stages of adaptation, within the training steps.</summary>
    [Range(10, 500000)]
    public int AdaptationSteps { get; init; } = 2000;

    /// <summary>Largest delay of memory capacity.</summary>
    [Range(5, 10000)]
    public int Delays { get; init; } = 100;

    /// <summary>Ridge penalty of all readouts.</summary>
    [Range(0.0, 1.0)]
    public double Penalty { get; init; } = 1e-7;

    /// <summary>Also forecast the Mackey–Glass series freely over 84 steps, and infer the Lorenz system's z from its x.</summary>
    public bool ChaoticSeries { get; init; }

    /// <summary>Your own series, one number a line, of which the next step is predicted; empty if there is none. No claim rests on it.</summary>
    public string Series { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (!Balances.Contains(Study.ExcitationDominated) || !Balances.Any(Study.IsBalanced))
        {
            yield return FormattableString.Invariant($"balances must have {Study.ExcitationDominated} and a number from 0 to 0.5, between which the first claim is judged.");
        }

        if (Degree > Units)
        {
            yield return FormattableString.Invariant($"degree={Degree} is more inputs than there are neurons (units={Units}).");
        }

        if (2 * AdaptationSteps > TrainSteps)
        {
            yield return $"adaptationSteps={AdaptationSteps} takes {2 * AdaptationSteps} steps of the training series, which has {TrainSteps}.";
        }

        if (Series.Length > 0 && !File.Exists(Series))
        {
            yield return $"There is no file '{Series}'.";
        }

        if (new[] { Slopes, InputFractions, InputScalings, Rates, BetaShapes, SpectralRadii, EchoStateScalings }.Any(list => list.Count == 0))
        {
            yield return "slopes, inputFractions, inputScalings, rates, betaShapes, spectralRadii and echoStateScalings must have at least one number each.";
        }
    }
}
