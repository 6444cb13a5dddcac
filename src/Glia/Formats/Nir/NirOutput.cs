namespace Glia.Formats.Nir;

/// <summary>Where a graph gives its output.</summary>
/// <param name="Shape">The shape of a sample.</param>
public sealed record NirOutput(IReadOnlyList<int> Shape) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Output";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("shape", Shape)];
}
