namespace Glia.Studies.ElmNeuron;

/// <summary>The models that are compared.</summary>
public enum ElmModel
{
    /// <summary>The expressive leaky memory neuron.</summary>
    Elm,

    /// <summary>Long short-term memory, with PyTorch's initial weights.</summary>
    Lstm,

    /// <summary>Long short-term memory whose gate biases begin at spread time scales (chrono initialisation).</summary>
    ChronoLstm,

    /// <summary>Temporal convolution network: three causal convolutions of 35 steps.</summary>
    Tcn,

    /// <summary>Exponential traces of every input, a linear sum, a sigmoid.</summary>
    Glm,
}
