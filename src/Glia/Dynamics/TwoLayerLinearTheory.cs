namespace Glia.Dynamics;

/// <summary>Exact outcomes of gradient flow in the two-layer linear network f(x) = wᵀWx with w(0) = 0, white data and the target βᵀx.</summary>
/// <remarks>
/// W Wᵀ − w wᵀ is conserved, which fixes the state at the end: derived by us for the setting of Liu et al. 2024, arXiv 2310.08513, and held against simulation
/// (<see cref="TwoLayerLinearNetwork.WithinSpan"/>). K = WᵀW + ‖w‖² I.
/// </remarks>
public static class TwoLayerLinearTheory
{
    /// <summary>From W₀ = σQ with orthonormal columns: all directions alike.</summary>
    /// <param name="scale">σ, above 0.</param>
    /// <param name="targetNorm">‖β‖, above 0.</param>
    /// <param name="inputs">d, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LinearLearningOutcome FromOrthogonal(double scale, double targetNorm, int inputs)
    {
        Require(scale, targetNorm, inputs);
        var start = scale * scale;
        var (stretched, readout) = Balance(start, targetNorm);
        var even = start + readout;
        var alignment = ((inputs * even) + readout) / (Math.Sqrt(inputs) * Math.Sqrt((inputs * even * even) + (2 * readout * even) + (readout * readout)));
        return new LinearLearningOutcome(alignment, Math.Sqrt(stretched) - scale, Math.Sqrt(readout));
    }

    /// <summary>From W₀ = σ√d u vᵀ, of rank one and the same norm.</summary>
    /// <param name="scale">σ, above 0.</param>
    /// <param name="targetNorm">‖β‖, above 0.</param>
    /// <param name="inputs">d, at least 1.</param>
    /// <param name="overlap">c = v·β/‖β‖, from −1 to 1 but not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range; at c = 0 there is no gradient and no learning.</exception>
    public static LinearLearningOutcome FromRankOne(double scale, double targetNorm, int inputs, double overlap)
    {
        Require(scale, targetNorm, inputs);
        if (!(Math.Abs(overlap) is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(overlap), overlap, "The overlap must be from −1 to 1 and not 0: without overlap there is no gradient, and the network stays at a saddle.");
        }

        var start = scale * scale * inputs;
        var (stretched, readout) = Balance(start, targetNorm);
        var square = overlap * overlap;
        var alignment = ((stretched * square) + readout) / Math.Sqrt((stretched * stretched) + (2 * stretched * readout) + (inputs * readout * readout));
        var change = stretched + start - (2 * Math.Sqrt(stretched * start) * Math.Abs(overlap));
        return new LinearLearningOutcome(alignment, Math.Sqrt(Math.Max(0, change)), Math.Sqrt(readout));
    }

    // s² with s² a² = ‖β‖² and s² − a² = S: the squared size of the direction that learns, and the squared norm of w.
    private static (double Stretched, double Readout) Balance(double start, double targetNorm)
    {
        var stretched = (start + Math.Sqrt((start * start) + (4 * targetNorm * targetNorm))) / 2;
        return (stretched, stretched - start);
    }

    private static void Require(double scale, double targetNorm, int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetNorm);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
    }
}
