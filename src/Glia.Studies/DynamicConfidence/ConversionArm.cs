using System.Text.Json.Serialization;
using Glia.Conversion;
using Glia.Lab.Studies;

namespace Glia.Studies.DynamicConfidence;

/// <summary>A way of training and converting; every stopping rule is applied to the outputs of each.</summary>
/// <param name="Rule">How activations are parametrised in training.</param>
/// <param name="Signs">Which spikes the converted neurons send.</param>
public sealed record ConversionArm(ActivationRule Rule, SpikeSigns Signs) : Arm
{
    /// <summary>The setting by which the claims are judged.</summary>
    public const string Main = "QCFS";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => (Rule, Signs) switch
    {
        (ActivationRule.Qcfs, SpikeSigns.Positive) => Main,
        (ActivationRule.Qcfs, _) => "QFFS (negative spikes)",
        (_, SpikeSigns.Positive) => "LSQ",
        _ => "LSQ, negative spikes",
    };
}
