using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.Homeostatic;

/// <summary>A learner in a stream of images whose labels shift.</summary>
/// <param name="Images">What is classified.</param>
/// <param name="Swaps">Exchanges of labels per epoch of 60,000 samples; null for seasons.</param>
/// <param name="Regulation">What moves the learning rate.</param>
/// <param name="InitialRate">η₀.</param>
public sealed record ShiftArm(ImageSet Images, int? Swaps, Regulation Regulation, double InitialRate) : Arm
{
    /// <summary>The largest number of seeds.</summary>
    public int Seeds { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int SeedLimit => Seeds;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => NameOf(Images, Swaps, Regulation, InitialRate);

    internal static string NameOf(ImageSet images, int? swaps, Regulation regulation, double rate) => FormattableString.Invariant(
        $"{(images == ImageSet.Mnist ? "digits" : "clothes")}, {ShiftName(swaps)}, {regulation.ToString().ToLowerInvariant()} η₀={rate}");

    internal static string ShiftName(int? swaps) => swaps is { } number ? FormattableString.Invariant($"{number} swaps") : "seasons";
}
