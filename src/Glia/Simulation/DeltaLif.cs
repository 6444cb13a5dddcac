using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Leaky integrate-and-fire cells whose synapses are instantaneous: a spike adds its weight to the membrane. Integrated exactly.</summary>
/// <remarks>τ_m dv/dt = E_l − v; one step is v' = E_l + (v + J − E_l) exp(−dt/τ_m), J being the sum of the weights that arrive. What arrives in the refractory time is lost.
/// The defaults are those of Brunel 2000, J. Comput. Neurosci. 8.</remarks>
public sealed record DeltaLif : PopulationModel
{
    /// <summary>τ_m in ms, greater than 0. Default 20.</summary>
    public double MembraneTauMs { get; init; } = 20;

    /// <summary>E_l in mV; also where the membrane starts. Default 0.</summary>
    public double LeakMv { get; init; }

    /// <summary>θ in mV. Default 20.</summary>
    public double ThresholdMv { get; init; } = 20;

    /// <summary>V_r in mV, at most the threshold. Default 10.</summary>
    public double ResetMv { get; init; } = 10;

    /// <summary>The shortest interval between two spikes, in ms, 0 or more. Default 2.</summary>
    public double RefractoryMs { get; init; } = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => ["v"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => ["v"];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        Require(MembraneTauMs > 0, nameof(MembraneTauMs), MembraneTauMs, "greater than 0");
        Require(true, nameof(LeakMv), LeakMv, "finite");
        Require(true, nameof(ThresholdMv), ThresholdMv, "finite");
        Require(ResetMv <= ThresholdMv, nameof(ResetMv), ResetMv, "at most the threshold");
        return new DeltaLifKernel<T>(size, this, stepMs, HeldSteps(RefractoryMs, stepMs));
    }
}
