namespace Glia.Formats.Nir;

/// <summary>A spike where the input exceeds a threshold.</summary>
/// <param name="Threshold">The thresholds.</param>
public sealed record NirThreshold(NirArray Threshold) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Threshold";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("threshold", Threshold)];
}
