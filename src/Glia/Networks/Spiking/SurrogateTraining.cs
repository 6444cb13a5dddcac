using Glia.Neurons;
using Glia.Neurons.Surrogates;

namespace Glia.Networks.Spiking;

/// <summary>Leaky neurons with a soft reset that are trained by a surrogate of the spike's derivative.</summary>
/// <remarks>h = v(1 − 1/τ) + I; s = [h ≥ θ]; v = h − θs; the reset counts as a constant in the gradient. Source: Xiao et al. 2024, constants of its code.</remarks>
public abstract record SurrogateTraining : SpikingTraining
{
    private protected SurrogateTraining() => Steps = 6;

    /// <summary>Membrane time constant τ in steps, greater than 1. Default 2.</summary>
    public double Tau { get; init; } = 2;

    /// <summary>Threshold θ. Default 1.</summary>
    public double Threshold { get; init; } = 1;

    /// <summary>Stands in for the spike's derivative. Default <see cref="Neurons.Surrogates.Surrogate.Sigmoid"/>(4).</summary>
    public Surrogate Surrogate { get; init; } = Surrogate.Sigmoid();

    internal override double InitialThreshold => Threshold;

    /// <summary>What a membrane keeps in a step, 1 − 1/τ.</summary>
    internal float Kept => (float)(1 - (1 / Tau));

    internal LeakyIntegrateAndFire Neuron => new()
    {
        Tau = Tau,
        Threshold = Threshold,
        InputDecay = InputDecay.Whole,
        Reset = ResetMode.Soft,
        ResetGradient = ResetGradient.Detached,
        Surrogate = Surrogate,
    };

    internal override void Validate()
    {
        base.Validate();
        Require(Tau > 1 && double.IsFinite(Tau), nameof(Tau), Tau, "greater than 1");
        Require(Threshold > 0 && double.IsFinite(Threshold), nameof(Threshold), Threshold, "greater than 0");
    }
}

/// <summary>BPTT: errors go back through time; the loss is of the mean output.</summary>
public sealed record BackpropagationThroughTime : SurrogateTraining
{
    internal override SpikingBatch CreateBatch(SpikingPerceptron network, int capacity) => new ThroughTimeBatch(network, this, capacity);
}

/// <summary>OTTT: nothing goes back through time; each step has a loss, and traces of presynaptic spikes stand for the past.</summary>
/// <remarks>
/// Trace a ← a(1 − 1/τ) + s replaces s in the weight gradients of neurons; the classifier has no membrane and sees s. The gradient is that of
/// <see cref="BackpropagationThroughTime"/> where there is one hidden layer. Source: Xiao et al. 2022 (online training through time).
/// </remarks>
public sealed record OnlineThroughTime : SurrogateTraining
{
    internal override SpikingBatch CreateBatch(SpikingPerceptron network, int capacity) => new OnlineBatch(network, this, capacity);
}
