using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.RichLazy;

/// <summary>Initial weights and a task; the network's other random numbers are those of the seed.</summary>
/// <param name="Task">What is learned.</param>
/// <param name="Connectivity">How the initial weights are made.</param>
/// <param name="Rank">Their rank; that of a full matrix where the connectivity has none of its own.</param>
/// <param name="Gain">g, which fixes their Frobenius norm.</param>
public sealed record RegimeArm(LearningTask Task, Connectivity Connectivity, int Rank, double Gain) : Arm
{
    /// <summary>Largest over smallest variance of the features; linear function only.</summary>
    public double ConditionNumber { get; init; } = 1;

    /// <summary>The largest number of seeds.</summary>
    public int Seeds { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant($"{ShortName(Task)}, {Start}")
        + (ConditionNumber == 1 ? "" : FormattableString.Invariant($", κ={ConditionNumber}"))
        + (Task == LearningTask.LinearFunction ? "" : FormattableString.Invariant($", g={Gain}"));

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Seeds;

    private string Start => Connectivity switch
    {
        Connectivity.LowRank => FormattableString.Invariant($"rank {Rank}"),
        Connectivity.NotRescaled => FormattableString.Invariant($"rank {Rank} not rescaled"),
        Connectivity.Orthogonal => "orthogonal",
        Connectivity.Aligned => "aligned rank 1",
        Connectivity.CellTypes => "cell types",
        _ => Connectivity.ToString(),
    };

    internal static string ShortName(LearningTask task) => task switch
    {
        LearningTask.LinearFunction => "linear",
        LearningTask.PerceptualDecision => "2AF",
        LearningTask.DelayMatchToSample => "DMS",
        LearningTask.ContextDecision => "CXT",
        _ => "sMNIST",
    };
}
