using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.Feast;

/// <summary>An experiment with one source of features and one setting.</summary>
/// <param name="Part">Which experiment.</param>
/// <param name="Method">Where features come from.</param>
/// <param name="Features">Features of a population; 0 where there are none.</param>
/// <param name="PatchSize">Rows and columns of a patch.</param>
/// <param name="TauMs">Time constant of the surface in milliseconds; of the square, in steps.</param>
public sealed record FeastArm(FeastPart Part, FeastMethod Method, int Features, int PatchSize, double TauMs) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Part switch
    {
        FeastPart.Square => FormattableString.Invariant($"square, {Features} {(Method == FeastMethod.Feast ? "features" : "with fixed thresholds")}"),
        FeastPart.Ring => $"ring, {Features} features",
        FeastPart.Settings => FormattableString.Invariant($"digits, {Features} features, {PatchSize} × {PatchSize}, {TauMs} ms"),
        _ => "digits, " + NameOf(Method),
    };

    /// <summary>A method's name in tables and figures.</summary>
    internal static string NameOf(FeastMethod method) => method switch
    {
        FeastMethod.Feast => "FEAST",
        FeastMethod.RandomFeatures => "random features",
        FeastMethod.FixedThresholds => "fixed thresholds",
        FeastMethod.RandomPatches => "random patches",
        FeastMethod.OnlineKMeans => "on-line k-means",
        FeastMethod.BatchKMeans => "batch k-means",
        FeastMethod.PixelCounts => "counts of pixels",
        _ => "counts of cells",
    };
}
