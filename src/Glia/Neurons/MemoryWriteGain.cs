namespace Glia.Neurons;

/// <summary>How strongly an update is written into a leaky memory.</summary>
public enum MemoryWriteGain
{
    /// <summary>1 − exp(−λ dt/τ), bounded: version 2 of the authors' code.</summary>
    Bounded,

    /// <summary>λ (1 − exp(−dt/τ)): version 1, the paper's. Above 1 for τ below about λ dt.</summary>
    Proportional,
}
