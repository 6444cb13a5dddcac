using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons;

/// <summary>A neuron model whose output is spikes.</summary>
public abstract record SpikingModel : NeuronModel
{
    private protected SpikingModel()
    {
    }

    /// <summary>Gradient of the spike in training. Default <see cref="Surrogates.Surrogate.Sigmoid"/>(4), as SpikingJelly's neurons.</summary>
    public Surrogate Surrogate { get; init; } = Surrogate.Sigmoid();

    /// <summary>Whether a membrane exactly at the threshold fires. Default ≥.</summary>
    public ThresholdComparison Comparison { get; init; } = ThresholdComparison.GreaterOrEqual;

    /// <summary>Steps for which a neuron is held after a spike: it takes no current, does not leak and does not fire. Default 0.</summary>
    public int RefractorySteps { get; init; }

    /// <summary>Whether the output is a step or the surrogate's smooth primitive. Default a step.</summary>
    public SpikeNonlinearity Nonlinearity { get; init; } = SpikeNonlinearity.Step;

    /// <summary>Names of the dynamics' own state variables.</summary>
    private protected abstract IReadOnlyList<string> DynamicsStateNames { get; }

    /// <summary>Values at rest of the dynamics' own state variables.</summary>
    private protected abstract IReadOnlyList<IReadOnlyList<double>> DynamicsRestingState { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> StateNames => RefractorySteps > 0 ? [.. DynamicsStateNames, "refractory steps left"] : DynamicsStateNames;

    /// <inheritdoc/>
    internal sealed override IReadOnlyList<IReadOnlyList<double>> RestingState => RefractorySteps > 0 ? [.. DynamicsRestingState, [0]] : DynamicsRestingState;

    private protected NeuronKernel<T> CompileSpiking<T, TDynamics>(TDynamics dynamics)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDynamics : struct, INeuronDynamics<T>
    {
        Validate();
        if (RefractorySteps < 0)
        {
            throw new ArgumentException($"{GetType().Name}.RefractorySteps must be 0 or more; got {RefractorySteps}.");
        }

        if (RefractorySteps > 0 && Nonlinearity != SpikeNonlinearity.Step)
        {
            throw new ArgumentException($"{GetType().Name}: a neuron whose output is the surrogate's primitive has no spikes to be refractory after; set RefractorySteps to 0.");
        }

        return Surrogate.Accept(new Compiler<T, TDynamics>(dynamics, this));
    }

    private sealed class Compiler<T, TDynamics>(TDynamics dynamics, SpikingModel model) : ISurrogateVisitor<NeuronKernel<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDynamics : struct, INeuronDynamics<T>
    {
        public NeuronKernel<T> Visit<TFunction>(TFunction function)
            where TFunction : struct, ISurrogateFunction => model.Nonlinearity == SpikeNonlinearity.Step
            ? WithSpike(new StepSpike<T, TFunction>(function, model.Comparison))
            : WithSpike(new SmoothSpike<T, TFunction>(function));

        private NeuronKernel<T> WithSpike<TSpike>(TSpike spike)
            where TSpike : struct, ISpikeFunction<T> => model.RefractorySteps == 0
            ? new FusedKernel<T, SpikingCell<T, TDynamics, TSpike>>(new(dynamics, spike))
            : new FusedKernel<T, RefractoryCell<T, TDynamics, TSpike>>(new(dynamics, spike, model.RefractorySteps));
    }
}
