namespace Glia.Neurons;

/// <summary>Nonlinearity of the hidden layer of an expressive leaky memory neuron.</summary>
public enum MemoryActivation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x σ(x).</summary>
    Silu,

    /// <summary>x: the two layers are one linear map.</summary>
    Identity,
}
