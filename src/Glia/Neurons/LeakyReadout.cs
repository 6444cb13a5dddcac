using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Leaky integrator without spikes, whose output is its membrane: the output layer of a spiking network.</summary>
/// <remarks>The same as a leaky integrate-and-fire neuron whose threshold is out of reach. Its backward pass saves nothing unless τ or v_rest is learned.</remarks>
public sealed record LeakyReadout : NeuronModel
{
    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Potential v_rest towards which the membrane leaks, and where it starts. Default 0.</summary>
    public NeuronParameter RestingPotential { get; init; } = 0;

    /// <summary>Whether the current is scaled by 1/τ. Default <see cref="InputDecay.Decayed"/>.</summary>
    public InputDecay InputDecay { get; init; } = InputDecay.Decayed;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => ["membrane"];

    internal override IReadOnlyList<IReadOnlyList<double>> RestingState => [RestingPotential.Values];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new("Threshold", 1, ParameterRange.Any),
        new("ResetPotential", 0, ParameterRange.Any),
        new(nameof(RestingPotential), RestingPotential, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>()
    {
        Validate();
        return new FusedKernel<T, ReadoutCell<T, LifDynamics<T>>>(new(new(InputDecay, new VoltageReset<T>(ResetMode.None, ResetGradient.Detached))));
    }
}
