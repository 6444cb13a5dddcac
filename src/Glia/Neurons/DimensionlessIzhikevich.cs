using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Izhikevich's neuron without units: a quadratic integrate-and-fire neuron with an adaptation current.</summary>
/// <remarks>
/// <para>h = v + (x + a₀ (v − v_rest)(v − v_c) − w)/τ; w' = w + (a (h − v_rest) − w)/τ_w; s = [h ≥ θ]; v reset from h; w = w' + b s.
/// Names and defaults are those of SpikingJelly's <c>IzhikevichNode</c>; <see cref="Izhikevich"/> is the neuron in millivolts.</para>
/// </remarks>
public sealed record DimensionlessIzhikevich : SpikingModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Coupling a of the adaptation current to the membrane. Default 0.</summary>
    public NeuronParameter Coupling { get; init; } = 0;

    /// <summary>Jump b of the adaptation current at a spike. Default 0.</summary>
    public NeuronParameter Jump { get; init; } = 0;

    /// <summary>Time constant τ_w of the adaptation current in steps, greater than 1. Default 2.</summary>
    public double AdaptationTau { get; init; } = 2;

    /// <summary>Potential after a spike with a hard reset; also where the membrane starts. Default 0.</summary>
    public double ResetPotential { get; init; }

    /// <summary>Resting potential v_rest, the lower root of the quadratic. Default −0.1.</summary>
    public double RestingPotential { get; init; } = -0.1;

    /// <summary>Critical potential v_c, the upper root. Default 0.8.</summary>
    public double CriticalPotential { get; init; } = 0.8;

    /// <summary>Curvature a₀, greater than 0. Default 1.</summary>
    public double Curvature { get; init; } = 1;

    /// <summary>Adaptation current before the first step, w_rest. Default 0.</summary>
    public double InitialAdaptation { get; init; }

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset of the membrane; through the adaptation it always does. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "adaptation"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[ResetPotential], [InitialAdaptation]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Any),
        new(nameof(Coupling), Coupling, ParameterRange.Any),
        new(nameof(Jump), Jump, ParameterRange.Any),
    ];

    private protected override IReadOnlyList<ModelParameter> Constants =>
    [
        new(nameof(Curvature), Curvature, ParameterRange.Positive),
        new(nameof(AdaptationTau), AdaptationTau, ParameterRange.TimeConstant),
    ];

    internal override NeuronKernel<T> Compile<T>() => CompileSpiking<T, DimensionlessIzhikevichDynamics<T>>(
        new(new(Curvature, CriticalPotential), new VoltageReset<T>(Reset, ResetGradient), 1 / AdaptationTau, ResetPotential, RestingPotential));
}
