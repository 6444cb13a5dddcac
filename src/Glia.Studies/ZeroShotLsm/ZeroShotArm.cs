using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>An encoder with a way of pairing.</summary>
/// <param name="Encoder">What turns recordings into features.</param>
/// <param name="Pairing">How images and sounds are brought together.</param>
/// <param name="Width">Numbers of an embedding.</param>
public sealed record ZeroShotArm(Encoder Encoder, Pairing Pairing, int Width) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant($"{EncoderName}, {PairingName}, d={Width}");

    /// <summary>The encoder in words.</summary>
    [JsonIgnore]
    public string EncoderName => Encoder switch
    {
        Encoder.Gaussian => "liquid",
        Encoder.ResistiveMemory => "liquid of resistive memory",
        Encoder.Uniform => "liquid, uniform",
        Encoder.Lognormal => "liquid, lognormal",
        Encoder.Feedforward => "liquid without recurrence",
        Encoder.Counts => "event counts",
        Encoder.RandomRelu => "random ReLU of counts",
        _ => "trained spiking network",
    };

    /// <summary>The way of pairing in words.</summary>
    [JsonIgnore]
    public string PairingName => Pairing switch
    {
        Pairing.SoftTargets => "soft targets",
        Pairing.Shuffled => "labels shuffled",
        Pairing.Prototypes => "prototypes",
        Pairing.LinearProjection => "soft targets, linear",
        Pairing.ThroughTargets => "soft targets, gradient through them",
        Pairing.InfoNce => "InfoNCE",
        _ => "supervised contrastive",
    };
}
