using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Leaky integrate-and-fire neuron (LIF).</summary>
/// <remarks>
/// <para>h = v + (x − (v − v_rest))/τ, or h = v − (v − v_rest)/τ + x with <see cref="InputDecay.Whole"/>; s = [h ≥ θ]; then the membrane is reset.</para>
/// <para>Names and defaults are those of SpikingJelly's <c>LIFNode</c>; with <c>Tau = NeuronParameter.PerLayer(2)</c> it is the parametric LIF (PLIF), 1/τ = σ(w), w₀ = −ln(τ₀ − 1).
/// A learned threshold is softplus of a free number. Where v_reset and v_rest are 0, threshold and scale of the weights are redundant.</para>
/// </remarks>
public sealed record LeakyIntegrateAndFire : SpikingModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Potential after a spike, v_reset, with a hard reset; also where the membrane starts. Default 0.</summary>
    public NeuronParameter ResetPotential { get; init; } = 0;

    /// <summary>Potential v_rest towards which the membrane leaks. Default null: the reset potential.</summary>
    public NeuronParameter? RestingPotential { get; init; }

    /// <summary>Whether the current is scaled by 1/τ. Default <see cref="InputDecay.Decayed"/>.</summary>
    public InputDecay InputDecay { get; init; } = InputDecay.Decayed;

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [ResetPotential.Values];

    // Parameters of one name are one parameter: without a resting potential of its own, the membrane leaks towards the reset potential, also when that is learned.
    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
        new(nameof(ResetPotential), ResetPotential, ParameterRange.Any),
        RestingPotential is { } resting
            ? new(nameof(RestingPotential), resting, ParameterRange.Any)
            : new(nameof(ResetPotential), ResetPotential, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, LifDynamics<T>>(new(InputDecay, new VoltageReset<T>(Reset, ResetGradient)));
}
