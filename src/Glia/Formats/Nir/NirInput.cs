namespace Glia.Formats.Nir;

/// <summary>Where a graph takes its input.</summary>
/// <param name="Shape">The shape of a sample.</param>
public sealed record NirInput(IReadOnlyList<int> Shape) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Input";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("shape", Shape)];
}
