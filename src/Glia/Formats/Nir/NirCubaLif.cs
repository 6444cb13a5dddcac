namespace Glia.Formats.Nir;

/// <summary>Leaky integrate-and-fire neurons behind current-based synapses: τ_syn İ = −I + w_in S; τ_mem v̇ = (v_leak − v) + R I; a spike where v &gt; θ.</summary>
/// <param name="TauSynapse">τ of the synapse, seconds.</param>
/// <param name="TauMembrane">τ of the membrane, seconds.</param>
/// <param name="R">R, resistance.</param>
/// <param name="Leak">The potential at rest.</param>
/// <param name="InputWeight">Weight of the input into the synapse.</param>
/// <param name="Threshold">θ.</param>
/// <param name="Reset">What the potential becomes after a spike; null is 0.</param>
public sealed record NirCubaLif(NirArray TauSynapse, NirArray TauMembrane, NirArray R, NirArray Leak, NirArray InputWeight, NirArray Threshold, NirArray? Reset = null) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "CubaLIF";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("tau_syn", TauSynapse), ("tau_mem", TauMembrane), ("r", R), ("v_leak", Leak), ("w_in", InputWeight), ("v_threshold", Threshold), ("v_reset", Reset)];
}
