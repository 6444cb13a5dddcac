namespace Glia.Studies.MultitaskingHopfield;

/// <summary>What a trial does.</summary>
public enum MemoryPart
{
    /// <summary>Shows one pattern and lets the network come to rest without noise.</summary>
    Recall,

    /// <summary>The same, begun at the sign of the sum of all patterns.</summary>
    RecallOfMixture,

    /// <summary>Runs the network with noise, begun at one pattern.</summary>
    Noise,

    /// <summary>Solves the self-consistency equations; has no seed.</summary>
    Theory,

    /// <summary>Learns from noisy examples, then recalls one pattern without noise.</summary>
    Learning,

    /// <summary>Solves the equations over a grid of dilution and temperature; has no seed.</summary>
    PhaseMap,

    /// <summary>Learns prototypes of handwritten digits from noisy copies, both ways.</summary>
    Digits,
}
