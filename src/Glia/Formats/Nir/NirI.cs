namespace Glia.Formats.Nir;

/// <summary>Integrators: v̇ = R I.</summary>
/// <param name="R">R, resistance.</param>
public sealed record NirI(NirArray R) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "I";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("r", R)];
}
