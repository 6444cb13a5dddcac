using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>Leaky integrate-and-fire neuron with an astrocyte, a slow trace of its own spikes that acts back on it: a memory of fixed size.</summary>
/// <remarks>
/// <para>h = (1 − 1/τ) v + x + g a; s = [h ≥ θ]; v = (1 − s) h; a ← ρ a + (1 − ρ) κ s.
/// The neuron reads the astrocyte of the previous step. Other <see cref="Modulation"/>s scale the input or lower the threshold.</para>
/// <para>A reconstruction, not the equations of "Astrocyte-Enabled Advancements in Spiking Neural Networks for Large Language Modeling" (arXiv 2312.07625), which could not be read.</para>
/// <para>With additive feedback a neuron that fires in every step keeps itself firing where g κ ≥ θ: that is the memory. Keep g ≤ 2, and let negative input end it.</para>
/// </remarks>
public sealed record AstrocyteModulatedLif : SpikingModel
{
    /// <summary>Makes the unit with the surrogate ATan(2).</summary>
    public AstrocyteModulatedLif() => Surrogate = Surrogate.ATan();

    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public NeuronParameter Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Time constant 1/(1 − ρ) of the astrocyte in steps, greater than 1, learned for each neuron. Default 20; <see cref="TimeConstants.LogSpaced"/> spreads it from 2 to twice the context.</summary>
    public NeuronParameter AstrocyteTau { get; init; } = NeuronParameter.PerNeuron(20);

    /// <summary>Strength g of the feedback, learned for each neuron. Default 1.</summary>
    public NeuronParameter Feedback { get; init; } = NeuronParameter.PerNeuron(1);

    /// <summary>Level κ that the astrocyte reaches when the neuron fires in every step, greater than 0. Default 4.</summary>
    public double Drive { get; init; } = 4;

    /// <summary>How the astrocyte acts. Default <see cref="AstrocyteModulation.Additive"/>.</summary>
    public AstrocyteModulation Modulation { get; init; } = AstrocyteModulation.Additive;

    /// <summary>What a spike does to the membrane. Default hard, to 0.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset of the membrane; through the astrocyte it always does. Default <see cref="ResetGradient.Detached"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Detached;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "astrocyte"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[0], [0]];

    internal override bool ReadsCurrentBackward => Modulation == AstrocyteModulation.Gain;

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(Tau), Tau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
        new(nameof(AstrocyteTau), AstrocyteTau, ParameterRange.Retention),
        new(nameof(Feedback), Feedback, ParameterRange.Any),
    ];

    private protected override IReadOnlyList<ModelParameter> Constants => [new(nameof(Drive), Drive, ParameterRange.Positive)];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, AstrocyteDynamics<T>>(new(Modulation, Drive, new VoltageReset<T>(Reset, ResetGradient)));
}
