namespace Glia.Neurons;

/// <summary>Nonlinearity of the hidden layers of an expressive leaky memory neuron.</summary>
public enum MemoryActivation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x σ(x).</summary>
    Silu,

    /// <summary>x: all layers together are one linear map.</summary>
    Identity,
}
