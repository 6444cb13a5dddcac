namespace Glia.Memories;

/// <summary>A solution of the self-consistency equations.</summary>
/// <param name="Magnetisations">m of each pattern, from −(1−d) to 1−d.</param>
/// <param name="FreeEnergy">Free energy a neuron; of several solutions the lowest is taken.</param>
/// <param name="Converged">Whether the iteration came to rest.</param>
/// <param name="SpectralRadius">Largest modulus of an eigenvalue of the iteration's Jacobian at the solution: stable below 1. Without noise 0, or infinite where a neuron's field is zero.</param>
public sealed record SelfConsistentState(IReadOnlyList<double> Magnetisations, double FreeEnergy, bool Converged, double SpectralRadius)
{
    private const double Small = 1e-3;

    /// <summary>Whether small changes die out.</summary>
    public bool IsStable => SpectralRadius < 1;

    /// <summary>Moduli of the magnetisations, the largest first.</summary>
    public IReadOnlyList<double> Amplitudes => [.. Magnetisations.Select(Math.Abs).OrderDescending()];

    /// <summary>What kind of recall it is.</summary>
    public RecallPhase Phase => Amplitudes switch
    {
        [< Small, ..] => RecallPhase.None,
        [var first, .., var last] when first - last < Small => RecallPhase.Parallel,
        [_, < Small, ..] or [_] => RecallPhase.One,
        _ => RecallPhase.Graded,
    };
}
