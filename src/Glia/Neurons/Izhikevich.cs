using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>Izhikevich's simple model of a spiking neuron, in millivolts and milliseconds.</summary>
/// <remarks>
/// <para>v' = v + h (0.04 v² + 5 v + 140 − u + I); u' = u + h a (b v − u); where v' &gt; 30 the neuron fires, v ← c and u ← u + d.
/// Izhikevich, "Simple model of spiking neurons", IEEE Trans. Neural Networks 14, 2003. Both updates use the old values, as in Norse.</para>
/// <para>The current is in Izhikevich's units, of which 5 to 15 make most neurons fire. <see cref="IzhikevichPresets"/> has the published patterns.</para>
/// </remarks>
public sealed record Izhikevich : SpikingModel
{
    /// <summary>Makes a regular-spiking neuron with Norse's comparison and surrogate.</summary>
    public Izhikevich()
    {
        Comparison = ThresholdComparison.Greater;
        Surrogate = Surrogate.FastSigmoid(100);
    }

    /// <summary>Rate a of the recovery, per millisecond. Default 0.02.</summary>
    public NeuronParameter A { get; init; } = 0.02;

    /// <summary>Sensitivity b of the recovery to the membrane. Default 0.2.</summary>
    public NeuronParameter B { get; init; } = 0.2;

    /// <summary>Membrane c after a spike, in mV. Default −65.</summary>
    public NeuronParameter C { get; init; } = -65;

    /// <summary>Jump d of the recovery at a spike. Default 8.</summary>
    public NeuronParameter D { get; init; } = 8;

    /// <summary>Factor of v, 5; 4.1 for the neurons of class 1 and the integrator.</summary>
    public double Linear { get; init; } = 5;

    /// <summary>Constant term, 140; 108 for the neurons of class 1 and the integrator.</summary>
    public double Bias { get; init; } = 140;

    /// <summary>Membrane at the top of a spike, in mV. Default 30.</summary>
    public double Peak { get; init; } = 30;

    /// <summary>Length h of a step in milliseconds, greater than 0. Default 0.25; above 1 the model is not stable.</summary>
    public double StepMs { get; init; } = 0.25;

    /// <summary>Membrane before the first step, in mV; the recovery starts at b times it. Default −70.</summary>
    public double InitialMembrane { get; init; } = -70;

    /// <summary>Whether the gradient passes through the spike in the reset of the membrane. Default <see cref="ResetGradient.Through"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "recovery"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[InitialMembrane], [.. B.Values.Select(b => b * InitialMembrane)]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(A), A, ParameterRange.Any),
        new(nameof(B), B, ParameterRange.Any),
        new(nameof(C), C, ParameterRange.Any),
        new(nameof(D), D, ParameterRange.Any),
    ];

    private protected override IReadOnlyList<ModelParameter> Constants => [new(nameof(StepMs), StepMs, ParameterRange.Positive)];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, IzhikevichDynamics<T>>(new(StepMs, Linear, Bias, Peak, new VoltageReset<T>(ResetMode.Hard, ResetGradient)));
}
