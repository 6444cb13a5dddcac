namespace Glia.Formats.Nir;

/// <summary>Leaky integrate-and-fire neurons: τ v̇ = (v_leak − v) + R I; a spike where v &gt; θ.</summary>
/// <param name="Tau">τ, seconds.</param>
/// <param name="R">R, resistance.</param>
/// <param name="Leak">The potential at rest.</param>
/// <param name="Threshold">θ.</param>
/// <param name="Reset">What the potential becomes after a spike; null is 0.</param>
public sealed record NirLif(NirArray Tau, NirArray R, NirArray Leak, NirArray Threshold, NirArray? Reset = null) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "LIF";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("tau", Tau), ("r", R), ("v_leak", Leak), ("v_threshold", Threshold), ("v_reset", Reset)];
}
