namespace Glia.Neurons;

/// <summary>What a spike does to the membrane.</summary>
public enum ResetMode
{
    /// <summary>v = (1 − s) h + s v_reset.</summary>
    Hard,

    /// <summary>v = h − s θ, "subtract".</summary>
    Soft,

    /// <summary>v = h: the neuron goes on as if it had not fired.</summary>
    None,
}
