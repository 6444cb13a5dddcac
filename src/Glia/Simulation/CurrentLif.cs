using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Leaky integrate-and-fire cells with current-based exponential synapses (CUBA), integrated exactly.</summary>
/// <remarks>
/// <para>τ_m dv/dt = E_l − v + g_e + g_i; τ_e dg_e/dt = −g_e; τ_i dg_i/dt = −g_i; all in mV. A spike adds a weight to g_e or g_i. Where v &gt; V_t the cell fires and v is V_r for the refractory time, while
/// g_e and g_i go on. The defaults are those of Vogels and Abbott's network as benchmark 2 of Brette et al. 2007, J. Comput. Neurosci. 23.</para>
/// <para>One step, with e_x = exp(−dt/τ_x): v' = E_l + (v − E_l) e_m + Σ g_x (e_x − e_m) τ_x/(τ_x − τ_m).</para>
/// </remarks>
public sealed record CurrentLif : PopulationModel
{
    /// <summary>Index of the excitatory receptor and name of its conductance variable.</summary>
    internal const string Excitatory = "g_e";

    /// <summary>Index of the inhibitory receptor and name of its conductance variable.</summary>
    internal const string Inhibitory = "g_i";

    /// <summary>τ_m in ms, greater than 0. Default 20.</summary>
    public double MembraneTauMs { get; init; } = 20;

    /// <summary>τ_e in ms, greater than 0. Default 5.</summary>
    public double ExcitatoryTauMs { get; init; } = 5;

    /// <summary>τ_i in ms, greater than 0. Default 10.</summary>
    public double InhibitoryTauMs { get; init; } = 10;

    /// <summary>E_l in mV: where the membrane goes without input; above the threshold, the cell fires of itself. Default −49.</summary>
    public double LeakMv { get; init; } = -49;

    /// <summary>V_t in mV. Default −50.</summary>
    public double ThresholdMv { get; init; } = -50;

    /// <summary>V_r in mV, at most the threshold; also where the membrane starts. Default −60.</summary>
    public double ResetMv { get; init; } = -60;

    /// <summary>The shortest interval between two spikes, in ms, 0 or more. Default 5.</summary>
    public double RefractoryMs { get; init; } = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => [Excitatory, Inhibitory];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => ["v", Excitatory, Inhibitory];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        Require(MembraneTauMs > 0, nameof(MembraneTauMs), MembraneTauMs, "greater than 0");
        Require(ExcitatoryTauMs > 0, nameof(ExcitatoryTauMs), ExcitatoryTauMs, "greater than 0");
        Require(InhibitoryTauMs > 0, nameof(InhibitoryTauMs), InhibitoryTauMs, "greater than 0");
        Require(true, nameof(LeakMv), LeakMv, "finite");
        Require(true, nameof(ThresholdMv), ThresholdMv, "finite");
        Require(ResetMv <= ThresholdMv, nameof(ResetMv), ResetMv, "at most the threshold");
        return new CurrentLifKernel<T>(size, this, stepMs, HeldSteps(RefractoryMs, stepMs));
    }
}
