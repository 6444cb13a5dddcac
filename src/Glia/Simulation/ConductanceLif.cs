using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Leaky integrate-and-fire cells with conductance-based exponential synapses (COBA), by the exponential Euler method.</summary>
/// <remarks>
/// <para>τ_m dv/dt = E_l − v + g_e (E_e − v) + g_i (E_i − v), conductances in units of the leak; both decay exponentially. A spike adds a weight to g_e or g_i.
/// The defaults are those of benchmark 1 of Brette et al. 2007, J. Comput. Neurosci. 23 (remembered, not read).</para>
/// <para>One step holds the conductances at their values before it: v' = V + (v − V) exp(−(1 + g_e + g_i) dt/τ_m), V = (E_l + g_e E_e + g_i E_i)/(1 + g_e + g_i). There is no closed form of the whole;
/// the error of a step is of second order in dt.</para>
/// </remarks>
public sealed record ConductanceLif : PopulationModel
{
    /// <summary>τ_m in ms, greater than 0. Default 20.</summary>
    public double MembraneTauMs { get; init; } = 20;

    /// <summary>τ_e in ms, greater than 0. Default 5.</summary>
    public double ExcitatoryTauMs { get; init; } = 5;

    /// <summary>τ_i in ms, greater than 0. Default 10.</summary>
    public double InhibitoryTauMs { get; init; } = 10;

    /// <summary>E_l in mV. Default −60.</summary>
    public double LeakMv { get; init; } = -60;

    /// <summary>E_e in mV. Default 0.</summary>
    public double ExcitatoryReversalMv { get; init; }

    /// <summary>E_i in mV. Default −80.</summary>
    public double InhibitoryReversalMv { get; init; } = -80;

    /// <summary>V_t in mV. Default −50.</summary>
    public double ThresholdMv { get; init; } = -50;

    /// <summary>V_r in mV, at most the threshold; also where the membrane starts. Default −60.</summary>
    public double ResetMv { get; init; } = -60;

    /// <summary>The shortest interval between two spikes, in ms, 0 or more. Default 5.</summary>
    public double RefractoryMs { get; init; } = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => [CurrentLif.Excitatory, CurrentLif.Inhibitory];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => ["v", CurrentLif.Excitatory, CurrentLif.Inhibitory];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        Require(MembraneTauMs > 0, nameof(MembraneTauMs), MembraneTauMs, "greater than 0");
        Require(ExcitatoryTauMs > 0, nameof(ExcitatoryTauMs), ExcitatoryTauMs, "greater than 0");
        Require(InhibitoryTauMs > 0, nameof(InhibitoryTauMs), InhibitoryTauMs, "greater than 0");
        Require(true, nameof(LeakMv), LeakMv, "finite");
        Require(true, nameof(ExcitatoryReversalMv), ExcitatoryReversalMv, "finite");
        Require(true, nameof(InhibitoryReversalMv), InhibitoryReversalMv, "finite");
        Require(true, nameof(ThresholdMv), ThresholdMv, "finite");
        Require(ResetMv <= ThresholdMv, nameof(ResetMv), ResetMv, "at most the threshold");
        return new ConductanceLifKernel<T>(size, this, stepMs, HeldSteps(RefractoryMs, stepMs));
    }
}
