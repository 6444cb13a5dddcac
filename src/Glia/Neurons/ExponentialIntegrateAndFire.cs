using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Exponential integrate-and-fire neuron (EIF): h = v + (x − (v − v_rest) + Δ_T exp((v − θ_rh)/Δ_T))/τ; s = [h ≥ θ]; then the membrane is reset.</summary>
/// <remarks>Names and defaults are those of SpikingJelly's <c>EIFNode</c>.</remarks>
public sealed record ExponentialIntegrateAndFire : SpikingModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Potential after a spike with a hard reset; also where the membrane starts. Default −0.1.</summary>
    public NeuronParameter ResetPotential { get; init; } = -0.1;

    /// <summary>Resting potential v_rest. Default 0.</summary>
    public NeuronParameter RestingPotential { get; init; } = 0;

    /// <summary>Sharpness Δ_T of the upstroke, greater than 0. Default 1.</summary>
    public double Sharpness { get; init; } = 1;

    /// <summary>Potential θ_rh at which the upstroke begins. Default 0.8.</summary>
    public double RheobasePotential { get; init; } = 0.8;

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [ResetPotential.Values];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Any),
        new(nameof(ResetPotential), ResetPotential, ParameterRange.Any),
        new(nameof(RestingPotential), RestingPotential, ParameterRange.Any),
    ];

    private protected override IReadOnlyList<ModelParameter> Constants => [new(nameof(Sharpness), Sharpness, ParameterRange.Positive)];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, DrivenDynamics<T, ExponentialDrive<T>>>(new(new(Sharpness, RheobasePotential), new VoltageReset<T>(Reset, ResetGradient)));
}
