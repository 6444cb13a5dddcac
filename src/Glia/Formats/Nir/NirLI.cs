namespace Glia.Formats.Nir;

/// <summary>Leaky integrators: τ v̇ = (v_leak − v) + R I.</summary>
/// <param name="Tau">τ, seconds.</param>
/// <param name="R">R, resistance.</param>
/// <param name="Leak">The potential at rest.</param>
public sealed record NirLI(NirArray Tau, NirArray R, NirArray Leak) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "LI";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("tau", Tau), ("r", R), ("v_leak", Leak)];
}
