using System.Text.Json.Serialization;
using Glia.GainControl;
using Glia.Lab.Studies;

namespace Glia.Studies.GainControl;

/// <summary>A network and an objective; all accounts of adaptation are computed on the network of each seed.</summary>
/// <param name="Setting">Which network.</param>
/// <param name="Strength">Sum of a neuron's recurrent weights; 0 for no connections.</param>
/// <param name="AdapterProbability">How often the adapter occurs.</param>
/// <param name="Objective">What the gains minimise.</param>
public sealed record GainArm(GainSetting Setting, double Strength, double AdapterProbability, GainObjectiveOptions Objective) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Setting switch
    {
        GainSetting.Measured => "measured curves",
        GainSetting.Identical => "identical neurons",
        GainSetting.BroadInhibition => "broad inhibition",
        _ => FormattableString.Invariant($"w={Strength}, p={AdapterProbability}") + Terms,
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Setting is GainSetting.Measured or GainSetting.Identical ? 1 : int.MaxValue;

    private string Terms
    {
        get
        {
            var usual = new GainObjectiveOptions();
            return string.Concat(
                Objective.Fidelity == usual.Fidelity ? "" : ", information",
                Objective.ActivityCost == usual.ActivityCost ? "" : ", sum of activity",
                Objective.ActivityWeight == usual.ActivityWeight ? "" : FormattableString.Invariant($", α={Objective.ActivityWeight}"),
                Objective.GainWeight == usual.GainWeight ? "" : FormattableString.Invariant($", γ={Objective.GainWeight}"));
        }
    }
}
