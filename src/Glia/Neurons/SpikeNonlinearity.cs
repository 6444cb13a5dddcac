namespace Glia.Neurons;

/// <summary>What a neuron emits when its membrane stands at distance z from the threshold.</summary>
public enum SpikeNonlinearity
{
    /// <summary>0 or 1; the gradient is the surrogate's.</summary>
    Step,

    /// <summary>The primitive of the surrogate, a smooth function whose true derivative is the surrogate: for checking gradients and for graded units. Slow.</summary>
    SurrogatePrimitive,
}
