namespace Glia.Plasticity;

/// <summary>Postsynaptic potential of one spike, scaled to a peak of 1.</summary>
/// <remarks>K(u) = V₀ (e^(−u/τ) − e^(−u/τ_s)) for u ≥ 0, 0 before (Gütig and Sompolinsky 2006). The peak is at u* = ln(τ/τ_s) τ τ_s / (τ − τ_s).</remarks>
public readonly record struct TempotronKernel
{
    /// <summary>Sets up the kernel.</summary>
    /// <param name="tauMs">τ, membrane time constant in milliseconds.</param>
    /// <param name="synapticTauMs">τ_s, synaptic time constant in milliseconds, less than τ.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; τ_s &lt; τ.</exception>
    public TempotronKernel(double tauMs, double synapticTauMs)
    {
        if (!(synapticTauMs > 0 && tauMs > synapticTauMs && double.IsFinite(tauMs)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(synapticTauMs), synapticTauMs, FormattableString.Invariant($"The time constants must hold 0 < τ_s < τ; got τ_s = {synapticTauMs} and τ = {tauMs}."));
        }

        (TauMs, SynapticTauMs) = (tauMs, synapticTauMs);
        PeakMs = Math.Log(tauMs / synapticTauMs) * tauMs * synapticTauMs / (tauMs - synapticTauMs);
        Scale = 1 / (Math.Exp(-PeakMs / tauMs) - Math.Exp(-PeakMs / synapticTauMs));
    }

    /// <summary>τ in milliseconds.</summary>
    public double TauMs { get; }

    /// <summary>τ_s in milliseconds.</summary>
    public double SynapticTauMs { get; }

    /// <summary>Time of the peak after the spike, in milliseconds.</summary>
    public double PeakMs { get; }

    /// <summary>V₀, which makes the peak 1.</summary>
    public double Scale { get; }

    /// <summary>Returns K(u).</summary>
    /// <param name="sinceMs">u, milliseconds since the spike.</param>
    public double Value(double sinceMs) => sinceMs < 0 ? 0 : Scale * (Math.Exp(-sinceMs / TauMs) - Math.Exp(-sinceMs / SynapticTauMs));

    /// <summary>Returns ∂K(u)/∂ln τ with τ_s/τ held, which leaves V₀ as it is: V₀ (u/τ e^(−u/τ) − u/τ_s e^(−u/τ_s)).</summary>
    /// <inheritdoc cref="Value"/>
    public double LogTauDerivative(double sinceMs) => sinceMs < 0
        ? 0
        : Scale * ((sinceMs / TauMs * Math.Exp(-sinceMs / TauMs)) - (sinceMs / SynapticTauMs * Math.Exp(-sinceMs / SynapticTauMs)));
}
