namespace Glia.Studies.SnnDelays;

/// <summary>What a network does about delays.</summary>
public enum DelayMethod
{
    /// <summary>Every delay is 0.</summary>
    None,

    /// <summary>Delays 0 in a network wide enough to have as many parameters as one that learns its delays.</summary>
    NoneEqualParameters,

    /// <summary>Delays 0; the membranes remember for 5 steps.</summary>
    NoneTau5,

    /// <summary>Delays 0; the membranes remember for 10 steps.</summary>
    NoneTau10,

    /// <summary>Delays 0 and recurrent synapses in the hidden layer, whose membranes remember for 5 steps; for reference.</summary>
    Recurrent,

    /// <summary>Random whole delays that stay as drawn.</summary>
    FixedRandom,

    /// <summary>Fixed random delays in a network wide enough to have as many parameters as one that learns its delays.</summary>
    FixedEqualParameters,

    /// <summary>Learned with smooth taps to the end, rounded only for the test.</summary>
    LearnedToTheEnd,

    /// <summary>Learned with taps that are narrow from the start, then rounded and frozen for the last quarter.</summary>
    ConstantSigma,

    /// <summary>Learned with taps that narrow, then rounded and frozen for the last quarter while weights go on learning.</summary>
    Learned,
}
