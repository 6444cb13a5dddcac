using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Leaky integrate-and-fire neuron whose threshold rises with each of its spikes (adaptive LIF, ALIF; the neuron of LSNN networks).</summary>
/// <remarks>
/// <para>Threshold Aₜ = θ + β aₜ; aₜ₊₁ = ρ aₜ + sₜ, ρ = exp(−1/τₐ); the membrane as in <see cref="LeakyIntegrateAndFire"/>. A soft reset subtracts Aₜ.</para>
/// <para>Bellec et al. 2018, arXiv 1803.09574. Norse's <c>lsnn_step</c> is the same with b = θ + β a and its time constants in seconds. Default constants are Norse's at a step of 1 ms.</para>
/// </remarks>
public sealed record AdaptiveLeakyIntegrateAndFire : SpikingModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 10.</summary>
    public NeuronParameter Tau { get; init; } = 10;

    /// <summary>Threshold θ of a rested neuron. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Time constant τₐ of the adaptation in steps, greater than 0. Default 800.</summary>
    public NeuronParameter AdaptationTau { get; init; } = 800;

    /// <summary>Rise β of the threshold at each spike. Default 1.8.</summary>
    public NeuronParameter AdaptationStrength { get; init; } = 1.8;

    /// <summary>Potential after a spike with a hard reset, and towards which the membrane leaks. Default 0.</summary>
    public double ResetPotential { get; init; }

    /// <summary>Whether the current is scaled by 1/τ. Default <see cref="InputDecay.Decayed"/>.</summary>
    public InputDecay InputDecay { get; init; } = InputDecay.Decayed;

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset of the membrane; through the adaptation it always does. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "adaptation"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[ResetPotential], [0]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
        new(nameof(AdaptationTau), AdaptationTau, ParameterRange.ExponentialRetention),
        new(nameof(AdaptationStrength), AdaptationStrength, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, AdaptiveLifDynamics<T>>(new(InputDecay, new VoltageReset<T>(Reset, ResetGradient), ResetPotential));
}
