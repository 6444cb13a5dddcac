namespace Glia.Neurons;

/// <summary>Who shares a parameter of a neuron, and whether training may change it.</summary>
public enum ParameterScope
{
    /// <summary>Not learned.</summary>
    Fixed,

    /// <summary>Learned, one number for the layer.</summary>
    PerLayer,

    /// <summary>Learned, one number for each neuron.</summary>
    PerNeuron,
}
