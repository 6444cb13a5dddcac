namespace Glia.Formats.Nir;

/// <summary>Integrate-and-fire neurons: v̇ = R I; a spike where v &gt; θ.</summary>
/// <param name="R">R, resistance.</param>
/// <param name="Threshold">θ.</param>
/// <param name="Reset">What the potential becomes after a spike; null is 0.</param>
public sealed record NirIF(NirArray R, NirArray Threshold, NirArray? Reset = null) : NirNeuron
{
    /// <inheritdoc/>
    public override string Type => "IF";

    internal override IEnumerable<(string Name, object? Value)> Fields => [("r", R), ("v_threshold", Threshold), ("v_reset", Reset)];
}
