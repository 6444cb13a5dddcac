namespace Glia.Studies.ZeroShotLsm;

/// <summary>What turns a recording into a vector of features.</summary>
public enum Encoder
{
    /// <summary>Spike counts of a liquid whose weights are normal numbers.</summary>
    Gaussian,

    /// <summary>… are differential pairs of resistive memory, noisy at each read.</summary>
    ResistiveMemory,

    /// <summary>… are uniform numbers.</summary>
    Uniform,

    /// <summary>… are lognormal numbers of either sign.</summary>
    Lognormal,

    /// <summary>Spike counts of neurons without recurrent weights.</summary>
    Feedforward,

    /// <summary>Event counts of each channel: no reservoir.</summary>
    Counts,

    /// <summary>As many random rectified sums of the event counts as the liquid has neurons: random features without time.</summary>
    RandomRelu,

    /// <summary>The Gaussian liquid, whose weights learn together with the projections.</summary>
    Trained,
}
