using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>snnTorch's <c>Leaky</c>: leaky integrate-and-fire whose reset comes one step late and is a constant to the gradient.</summary>
/// <remarks>
/// <para>r = [vₜ₋₁ &gt; θ], detached; soft: vₜ = β vₜ₋₁ + xₜ − r θ; hard: vₜ = β (1 − r) vₜ₋₁ + xₜ; s = [vₜ &gt; θ].</para>
/// <para>With snnTorch's <c>reset_delay = False</c> the neuron is <see cref="LeakyIntegrateAndFire"/> with <see cref="InputDecay.Whole"/>, 1/τ = 1 − β and a detached reset.</para>
/// </remarks>
public sealed record DelayedResetLeaky : SpikingModel
{
    /// <summary>Makes the neuron with snnTorch's defaults: a strict comparison and the surrogate ATan(2).</summary>
    public DelayedResetLeaky()
    {
        Comparison = ThresholdComparison.Greater;
        Surrogate = Surrogate.ATan();
    }

    /// <summary>What is kept of the membrane in a step, β from 0 to 1. Default 0.9.</summary>
    public NeuronParameter Beta { get; init; } = 0.9;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>What a spike does to the membrane in the step after it. Default soft.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Soft;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[0]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Beta), Beta, ParameterRange.Fraction),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
    ];

    internal override NeuronKernel<T> Compile<T>() => CompileSpiking<T, DelayedResetDynamics<T>>(new(Reset, Comparison));
}
