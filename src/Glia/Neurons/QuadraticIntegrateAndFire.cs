using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Quadratic integrate-and-fire neuron (QIF): h = v + (x + a₀ (v − v_rest)(v − v_c))/τ; s = [h ≥ θ]; then the membrane is reset.</summary>
/// <remarks>Names and defaults are those of SpikingJelly's <c>QIFNode</c>.</remarks>
public sealed record QuadraticIntegrateAndFire : SpikingModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Potential after a spike with a hard reset; also where the membrane starts. Default −0.1.</summary>
    public NeuronParameter ResetPotential { get; init; } = -0.1;

    /// <summary>Resting potential v_rest, the lower root of the quadratic. Default 0.</summary>
    public NeuronParameter RestingPotential { get; init; } = 0;

    /// <summary>Critical potential v_c, the upper root, beyond which the membrane runs up by itself. Default 0.8.</summary>
    public double CriticalPotential { get; init; } = 0.8;

    /// <summary>Curvature a₀, greater than 0. Default 1.</summary>
    public double Curvature { get; init; } = 1;

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

    private protected override IReadOnlyList<ModelParameter> Constants => [new(nameof(Curvature), Curvature, ParameterRange.Positive)];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, DrivenDynamics<T, QuadraticDrive<T>>>(new(new(Curvature, CriticalPotential), new VoltageReset<T>(Reset, ResetGradient)));
}
