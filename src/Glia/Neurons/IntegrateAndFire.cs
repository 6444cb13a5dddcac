using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Integrate-and-fire neuron without leak (IF): h = v + x; s = [h ≥ θ]; then the membrane is reset.</summary>
public sealed record IntegrateAndFire : SpikingModel
{
    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Potential after a spike with a hard reset; also where the membrane starts. Default 0.</summary>
    public NeuronParameter ResetPotential { get; init; } = 0;

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [ResetPotential.Values];

    // A leaky neuron whose time constant is infinite; the resting potential then does not matter.
    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new("Tau", double.PositiveInfinity, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
        new(nameof(ResetPotential), ResetPotential, ParameterRange.Any),
        new("RestingPotential", 0, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, LifDynamics<T>>(new(InputDecay.Whole, new VoltageReset<T>(Reset, ResetGradient)));
}
