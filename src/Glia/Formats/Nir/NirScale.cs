namespace Glia.Formats.Nir;

/// <summary>Multiplies each element by a number of its own.</summary>
/// <param name="Scale">The factors.</param>
public sealed record NirScale(NirArray Scale) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Scale";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("scale", Scale)];
}
