namespace Glia.Studies.DeltaActivation;

/// <summary>A method at one strength.</summary>
/// <param name="Strength">Weight of the penalty, or share of the standard deviation.</param>
/// <param name="Validation">On validation films, by which strengths are chosen.</param>
/// <param name="Test">On test films, by which methods are judged.</param>
internal sealed record OperatingPoint(double Strength, ClipMeasure Validation, ClipMeasure Test)
{
    /// <summary>The point of the largest strength that loses at most so much accuracy on validation films; that of the smallest strength where none does.</summary>
    public static OperatingPoint Chosen(IReadOnlyList<OperatingPoint> ascending, double accuracy, double allowedLoss) =>
        ascending.LastOrDefault(point => point.Validation.Accuracy >= accuracy - allowedLoss) ?? ascending[0];
}
