namespace Glia.Formats.Nir;

/// <summary>Leaky integrators behind current-based synapses: τ_syn İ = −I + w_in S; τ_mem v̇ = (v_leak − v) + R I.</summary>
/// <param name="TauSynapse">τ of the synapse, seconds.</param>
/// <param name="TauMembrane">τ of the membrane, seconds.</param>
/// <param name="R">R, resistance.</param>
/// <param name="Leak">The potential at rest.</param>
/// <param name="InputWeight">Weight of the input into the synapse.</param>
public sealed record NirCubaLI(NirArray TauSynapse, NirArray TauMembrane, NirArray R, NirArray Leak, NirArray InputWeight) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "CubaLI";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("tau_syn", TauSynapse), ("tau_mem", TauMembrane), ("r", R), ("v_leak", Leak), ("w_in", InputWeight)];
}
