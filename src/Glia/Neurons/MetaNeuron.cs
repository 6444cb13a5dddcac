using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>Meta neuron (dynamic neuron): a membrane of second order, whose four constants are learned.</summary>
/// <remarks>
/// <para>V' = V + h (V² − V − U + I); U' = U + h (θ_v V − θ_u U), both from the old values;
/// s = [V' ≥ V_th]; a spike sets V ← θ_s and U ← U + θ_r. |V| is held at 10, for the quadratic term diverges otherwise; <see cref="MetaNeuronDivergence"/> tells whether it was.</para>
/// <para>The form is that of Cheng, Zhang, Jia and Xu, "Meta neurons improve spiking neural networks", arXiv 2010.03140, as remembered; the paper that trains it for spike trains,
/// arXiv 2508.11674, could not be read, and default constants are ours to that extent.</para>
/// </remarks>
public sealed record MetaNeuron : SpikingModel
{
    internal const double Bound = 10;

    /// <summary>Makes the neuron with the surrogate ATan(2).</summary>
    public MetaNeuron() => Surrogate = Surrogate.ATan();

    /// <summary>Pull θ_v of the membrane on the recovery. Default −0.172, learned for each neuron.</summary>
    public NeuronParameter ThetaV { get; init; } = NeuronParameter.PerNeuron(-0.172);

    /// <summary>Decay θ_u of the recovery. Default 0.529, learned for each neuron.</summary>
    public NeuronParameter ThetaU { get; init; } = NeuronParameter.PerNeuron(0.529);

    /// <summary>Membrane θ_s after a spike. Default 0.021, learned for each neuron.</summary>
    public NeuronParameter ThetaS { get; init; } = NeuronParameter.PerNeuron(0.021);

    /// <summary>Jump θ_r of the recovery at a spike. Default 0.132, learned for each neuron.</summary>
    public NeuronParameter ThetaR { get; init; } = NeuronParameter.PerNeuron(0.132);

    /// <summary>Threshold V_th. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Step h = dt/τ, greater than 0. Default 0.5.</summary>
    public double StepSize { get; init; } = 0.5;

    /// <summary>Whether the gradient passes through the spike in the reset of the membrane; through the recovery it always does. Default <see cref="ResetGradient.Detached"/>.</summary>
    public ResetGradient ResetGradient { get; init; } = ResetGradient.Detached;

    private protected override IReadOnlyList<string> DynamicsStateNames => ["membrane", "recovery"];

    private protected override IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState => [[0], [0]];

    internal override IReadOnlyList<ModelParameter> Parameters =>
    [
        new(nameof(ThetaV), ThetaV, ParameterRange.Any),
        new(nameof(ThetaU), ThetaU, ParameterRange.Any),
        new(nameof(ThetaS), ThetaS, ParameterRange.Any),
        new(nameof(ThetaR), ThetaR, ParameterRange.Any),
    ];

    private protected override IReadOnlyList<ModelParameter> Constants => [new(nameof(StepSize), StepSize, ParameterRange.Positive)];

    internal override NeuronKernel<T> Compile<T>() =>
        CompileSpiking<T, MetaDynamics<T>>(new(StepSize, Threshold, Bound, new VoltageReset<T>(ResetMode.Hard, ResetGradient)));
}
