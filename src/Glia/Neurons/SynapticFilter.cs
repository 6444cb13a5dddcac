using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Exponential synapse: a filter that turns spikes into a current which decays, i = (1 − 1/τ) i + x.</summary>
/// <remarks>The output includes the input of the same step. Put it before any neuron to make that current-based.</remarks>
public sealed record SynapticFilter : NeuronModel
{
    /// <summary>Time constant τ in steps, greater than 1. Default 5.</summary>
    public NeuronParameter Tau { get; init; } = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => ["current"];

    internal override IReadOnlyList<IReadOnlyList<double>> RestingState => [[0]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new("Threshold", 1, ParameterRange.Any),
        new("ResetPotential", 0, ParameterRange.Any),
        new("RestingPotential", 0, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>()
    {
        Validate();
        return new FusedKernel<T, ReadoutCell<T, LifDynamics<T>>>(new(new(InputDecay.Whole, new VoltageReset<T>(ResetMode.None, ResetGradient.Detached))));
    }
}
