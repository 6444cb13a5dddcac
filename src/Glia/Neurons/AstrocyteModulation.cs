namespace Glia.Neurons;

/// <summary>How an astrocyte acts on its neuron.</summary>
public enum AstrocyteModulation
{
    /// <summary>It adds a current, g a.</summary>
    Additive,

    /// <summary>It scales the input, x (1 + g a).</summary>
    Gain,

    /// <summary>It lowers the threshold, θ − g a.</summary>
    Threshold,
}
