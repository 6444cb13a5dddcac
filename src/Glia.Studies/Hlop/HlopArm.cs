using System.Text.Json.Serialization;
using Glia.Lab.Studies;
using Glia.Networks.Spiking;

namespace Glia.Studies.Hlop;

/// <summary>A method on the stream of tasks.</summary>
/// <param name="Method">What is done about forgetting.</param>
/// <param name="Network">The network and how it is trained.</param>
public sealed record HlopArm(HlopMethod Method, NetworkKind Network = NetworkKind.Dsr) : Arm
{
    /// <summary>By which weights errors go back.</summary>
    public FeedbackMode Feedback { get; init; }

    /// <summary>Spikes of a lateral neuron at its largest activity; 0 where lateral activity is a number.</summary>
    public int LateralSpikes { get; init; }

    /// <summary>The strength λ of EWC, the threshold ε of GPM's first layer, the samples of OGD; 0 elsewhere.</summary>
    public double Strength { get; init; }

    /// <summary>The largest number of seeds.</summary>
    public int Seeds { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant($"{MethodName}{Setting}");

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Seeds;

    /// <summary>Whether the arm belongs to the main comparison: the same network, trained in the same way.</summary>
    [JsonIgnore]
    public bool IsMain => Setting.Length == 0;

    private string MethodName => Method switch
    {
        HlopMethod.Hlop => "HLOP",
        HlopMethod.HlopWithReplay => "HLOP with replay",
        HlopMethod.Replay => "replay",
        HlopMethod.RandomSubspace => "random subspace",
        HlopMethod.Joint => "joint",
        HlopMethod.Gpm => FormattableString.Invariant($"GPM ε={Strength}"),
        HlopMethod.Ogd => "OGD",
        HlopMethod.Ewc => FormattableString.Invariant($"EWC λ={Strength}"),
        _ => "sequential",
    };

    private string Setting => string.Concat(
        Network switch
        {
            NetworkKind.Bptt => ", BPTT",
            NetworkKind.Ottt => ", OTTT",
            NetworkKind.Rates => ", rate network",
            _ => "",
        },
        Feedback switch
        {
            FeedbackMode.FeedbackAlignment => ", feedback alignment",
            FeedbackMode.SignSymmetric => ", sign-symmetric",
            _ => "",
        },
        LateralSpikes > 0 ? FormattableString.Invariant($", {LateralSpikes} lateral spikes") : "");
}
