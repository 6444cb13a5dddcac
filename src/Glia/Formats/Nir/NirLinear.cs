namespace Glia.Formats.Nir;

/// <summary>Weighted sums without a bias.</summary>
/// <param name="Weight">[…, out, in].</param>
public sealed record NirLinear(NirArray Weight) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Linear";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("weight", Weight)];

    internal override string? Problem => base.Problem ?? (Weight.Shape.Count < 2 ? "'weight' must have two dimensions, out and in" : null);
}
