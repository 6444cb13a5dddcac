namespace Glia.Formats.Nir;

/// <summary>Hands each element on later.</summary>
/// <param name="Delay">How much later, in seconds.</param>
public sealed record NirDelay(NirArray Delay) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "Delay";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("delay", Delay)];
}
