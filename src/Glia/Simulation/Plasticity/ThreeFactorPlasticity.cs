using Glia.Plasticity;

namespace Glia.Simulation.Plasticity;

/// <summary>Three-factor plasticity: pairs of spikes leave an eligibility, which becomes a change of weight as far as a modulator says so.</summary>
/// <remarks>
/// <para>What <see cref="PairPlasticity"/> adds to the weight is added to the synapse's eligibility c. After every <see cref="Interval"/> steps, w ← w + η M c, held in its range, then c ← c exp(−interval/τ_c).
/// M is the projection's <see cref="Projection{T}.Modulator"/>. With an interval of 1 this is dw/dt = η M c, dc/dt = −c/τ_c + pairs, step by step (Izhikevich 2007, Cerebral Cortex 17).</para>
/// <para>Cost: a pass over all synapses an interval.</para>
/// </remarks>
/// <param name="pairs">Sizes, time constants in steps, range of the weights.</param>
public sealed record ThreeFactorPlasticity(PairStdpOptions pairs) : SynapticPlasticity(pairs)
{
    /// <summary>η. Default 1.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>τ_c in steps, greater than 0. Default 10,000.</summary>
    public double EligibilityTau { get; init; } = 10_000;

    /// <summary>Steps from one change of weights to the next, at least 1. Default 10.</summary>
    public int Interval { get; init; } = 10;

    internal ThreeFactorPlasticity Validated()
    {
        if (!double.IsFinite(LearningRate) || !(EligibilityTau > 0) || Interval < 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"ThreeFactorPlasticity needs a finite LearningRate, an EligibilityTau greater than 0 and an Interval of at least 1 step; got {LearningRate}, {EligibilityTau}, {Interval}."));
        }

        return this;
    }
}
