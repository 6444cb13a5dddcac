namespace Glia.Studies.SparseDendrites;

/// <summary>What a trial computes or simulates.</summary>
public enum DendritePart
{
    /// <summary>The printed numbers of the paper and its repository, computed anew.</summary>
    Tables,

    /// <summary>One large pattern, its noise, and a million segments (section 3 of the paper).</summary>
    Headline,

    /// <summary>False match against the size of the population (figure 5A) and against the number of synapses (figure 5B).</summary>
    Curves,

    /// <summary>The grid of settings behind the best threshold (figure 6).</summary>
    Thresholds,

    /// <summary>Several patterns on one segment, and several active at once, by the formulas (section 3.3 and figure 7).</summary>
    Unions,

    /// <summary>Random segments against random patterns (figure 4A).</summary>
    FalseMatches,

    /// <summary>Segments against corrupted copies of their own pattern (figure 4B).</summary>
    Misses,

    /// <summary>Segments that several patterns share against random patterns.</summary>
    SharedSegments,

    /// <summary>A neuron with a segment for each stored pattern.</summary>
    DendriticNeuron,

    /// <summary>The same synapses pooled into one linear unit.</summary>
    LinearNeuron,

    /// <summary>Sparse codes of real images in place of random patterns.</summary>
    RealCodes,
}
