using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.WhatWhen;

/// <summary>A learner with its constant; each meets the same trials of a seed.</summary>
/// <param name="Kind">What learns.</param>
/// <param name="Constant">The constant that was chosen on seeds of their own: the rate η, 1/P₀ of least squares, or what is forgotten in a step, 1 − l.</param>
public sealed record LearnerArm(LearnerKind Kind, double Constant) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Constant == Chosen(Kind) ? Label : FormattableString.Invariant($"{Label}, {Symbol}={Constant}");

    /// <summary>The learner in words.</summary>
    [JsonIgnore]
    public string Label => Kind switch
    {
        LearnerKind.ThreeFactor => "three-factor",
        LearnerKind.Consolidated => "three-factor, what offline",
        LearnerKind.Force => "FORCE",
        LearnerKind.ForceReset => "FORCE, reset at the change",
        LearnerKind.ForceForgetting => "FORCE with forgetting",
        LearnerKind.Reward => "one reward for all",
        LearnerKind.NoGate => "no gate",
        LearnerKind.UnsignedError => "unsigned error",
        LearnerKind.LongTraces => "150 ms traces",
        LearnerKind.NoNormalisation => "no normalisation",
        LearnerKind.ShuffledLatencies => "shuffled latencies (chance)",
        _ => "2007 neurons",
    };

    /// <summary>Whether it is run with further probabilities too.</summary>
    [JsonIgnore]
    public bool ShowsProportions => Kind is LearnerKind.ThreeFactor or LearnerKind.Consolidated or LearnerKind.Force or LearnerKind.Neurons2007;

    private string Symbol => Kind switch
    {
        LearnerKind.Force or LearnerKind.ForceReset => "1/P₀",
        LearnerKind.ForceForgetting => "1−l",
        _ => "η",
    };

    /// <summary>The arm with the constant that was chosen.</summary>
    public static LearnerArm Of(LearnerKind kind) => new(kind, Chosen(kind));

    /// <summary>The rule at the rate of the prototype with which it was reconstructed; no claim rests on it.</summary>
    public static LearnerArm Prototype { get; } = new(LearnerKind.ThreeFactor, 0.05);

    /// <summary>The constants among which a learner's was chosen, five for each and the rule alike, by the mean probe error before and after both changes.</summary>
    internal static IReadOnlyList<double> Candidates(LearnerKind kind) => kind switch
    {
        LearnerKind.Force or LearnerKind.ForceReset => [0.01, 0.1, 1, 10, 100],
        LearnerKind.ForceForgetting => [0.00005, 0.0001, 0.0002, 0.0005, 0.001],
        LearnerKind.NoNormalisation => [0.00005, 0.0001, 0.0002, 0.0005, 0.001],
        _ => [0.005, 0.01, 0.02, 0.05, 0.1],
    };

    private static double Chosen(LearnerKind kind) => kind switch
    {
        LearnerKind.Force or LearnerKind.ForceReset => 1,
        LearnerKind.ForceForgetting => 0.0002,
        LearnerKind.NoNormalisation => 0.0005,
        LearnerKind.LongTraces => 0.01,
        LearnerKind.UnsignedError => 0.005,
        _ => 0.02,
    };
}
