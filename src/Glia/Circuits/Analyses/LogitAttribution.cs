namespace Glia.Circuits;

/// <summary>What one part of a model adds to a logit difference directly.</summary>
/// <param name="Component">The part: <c>embed</c>, <c>pos_embed</c>, <c>L3H7</c>, <c>L3 bias</c>, <c>L3 mlp</c>, <c>final bias</c>.</param>
/// <param name="Layer">Its block; −1 outside.</param>
/// <param name="Head">Its head; −1 where it is none.</param>
/// <param name="PerRow">Its share in each row.</param>
public sealed record LogitAttribution(string Component, int Layer, int Head, IReadOnlyList<double> PerRow)
{
    /// <summary>The mean over rows.</summary>
    public double Mean => PerRow.Average();
}
