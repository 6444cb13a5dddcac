using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.DeltaActivation;

/// <summary>A kind of films; all methods and rivals are trained and measured on the films of each seed, from one pretrained network.</summary>
/// <param name="Source">Where the films come from.</param>
/// <param name="NoiseDeviation">Noise of the sensor, where films are generated.</param>
/// <param name="StillShare">Share of the films in which nothing moves, where they are generated.</param>
public sealed record ClipArm(ClipSource Source, double NoiseDeviation, double StillShare) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Source switch
    {
        ClipSource.Ucf101 => "UCF101",
        ClipSource.MovingDigits => FormattableString.Invariant($"one digit a film, noise {NoiseDeviation}, still {StillShare}"),
        _ => FormattableString.Invariant($"noise {NoiseDeviation}, still {StillShare}"),
    };
}
