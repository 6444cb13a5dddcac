namespace Glia.Formats.Nir;

/// <summary>Weighted sums with a bias.</summary>
/// <param name="Weight">[…, out, in].</param>
/// <param name="Bias">[…, out].</param>
public sealed record NirAffine(NirArray Weight, NirArray Bias) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Affine";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("weight", Weight), ("bias", Bias)];

    internal override string? Problem => base.Problem
        ?? (Weight.Shape.Count < 2 ? "'weight' must have two dimensions, out and in"
            : Bias.Shape.Count == 0 || Bias.Shape[^1] != Weight.Shape[^2] ? $"'bias' {Bias.ShapeText} does not fit 'weight' {Weight.ShapeText}" : null);
}
