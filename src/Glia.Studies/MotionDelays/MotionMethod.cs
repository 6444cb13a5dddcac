namespace Glia.Studies.MotionDelays;

/// <summary>What tells motions, or motifs, apart.</summary>
public enum MotionMethod
{
    /// <summary>Learned weights at all delays: the paper's layer, and all that is done to it afterwards.</summary>
    HeterogeneousDelays,

    /// <summary>Learned weights at delay 0 alone.</summary>
    OneFrame,

    /// <summary>Learned weights at delays 0 and 1.</summary>
    TwoFrames,

    /// <summary>Learned weights, one fixed random delay for each polarity and pixel.</summary>
    RandomDelays,

    /// <summary>Event-triggered log-odds in closed form; nothing is learned.</summary>
    MatchedFilter,

    /// <summary>Motifs of spikes in a raster, found with known kernels.</summary>
    Motifs,
}
