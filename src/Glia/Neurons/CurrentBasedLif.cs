using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>Current-based leaky integrate-and-fire neuron (CuBa-LIF): the input charges a synaptic current that decays and drives the membrane.</summary>
/// <remarks>
/// <para>i' = i + x; v' = v + (v_leak − v + i')/τ_mem; s = [v' &gt; θ]; v reset from v'; i = i' − i'/τ_syn. That is Norse's <c>lif_feed_forward_step</c>, with its defaults at a step of 1 ms.</para>
/// <para>With <see cref="InputDecay.Whole"/>, v' = v + (v_leak − v)/τ_mem + i': snnTorch's <c>Synaptic</c> with α = 1 − 1/τ_syn and β = 1 − 1/τ_mem, but for its late reset.</para>
/// </remarks>
public sealed record CurrentBasedLif : SpikingModel
{
    /// <summary>Makes the neuron with Norse's defaults: a strict comparison and the surrogate SuperSpike(100).</summary>
    public CurrentBasedLif()
    {
        Comparison = ThresholdComparison.Greater;
        Surrogate = Surrogate.FastSigmoid(100);
    }

    /// <summary>Membrane time constant in steps, greater than 1. Default 10.</summary>
    public NeuronParameter MembraneTau { get; init; } = 10;

    /// <summary>Synaptic time constant in steps, greater than 1. Default 5.</summary>
    public NeuronParameter SynapseTau { get; init; } = 5;

    /// <summary>Threshold θ. Default 1.</summary>
    public NeuronParameter Threshold { get; init; } = 1;

    /// <summary>Potential v_leak towards which the membrane leaks. Default 0.</summary>
    public NeuronParameter LeakPotential { get; init; } = 0;

    /// <summary>Potential after a spike with a hard reset. Default 0.</summary>
    public double ResetPotential { get; init; }

    /// <summary>Whether the synaptic current is scaled by 1/τ_mem. Default <see cref="InputDecay.Decayed"/>.</summary>
    public InputDecay InputDecay { get; init; } = InputDecay.Decayed;

    /// <summary>What a spike does to the membrane. Default hard.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Whether the gradient passes through the spike in the reset. Default <see cref="ResetGradient.Through"/>, as Norse's feed-forward step.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Through;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "current"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [LeakPotential.Values, [0]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(MembraneTau), MembraneTau, ParameterRange.TimeConstant),
        new(nameof(SynapseTau), SynapseTau, ParameterRange.TimeConstant),
        new(nameof(Threshold), Threshold, ParameterRange.Positive),
        new(nameof(LeakPotential), LeakPotential, ParameterRange.Any),
    ];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, CurrentBasedDynamics<T>>(new(InputDecay, new VoltageReset<T>(Reset, ResetGradient), ResetPotential));
}
