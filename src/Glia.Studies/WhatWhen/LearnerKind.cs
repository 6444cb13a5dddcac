namespace Glia.Studies.WhatWhen;

/// <summary>What learns the readout.</summary>
public enum LearnerKind
{
    /// <summary>The three-factor rule: presynaptic trace, signed error, attention gate; normalised.</summary>
    ThreeFactor,

    /// <summary>The same with what the outcomes share learned in the trial, and what tells them apart by replay after it.</summary>
    Consolidated,

    /// <summary>Recursive least squares without forgetting (FORCE): the readout of ridge regression on all trials so far.</summary>
    Force,

    /// <summary>The same, told of the change: P is reset.</summary>
    ForceReset,

    /// <summary>Recursive least squares with forgetting.</summary>
    ForceForgetting,

    /// <summary>The three-factor rule with one reward for all readouts in place of errors.</summary>
    Reward,

    /// <summary>The rule without its gate.</summary>
    NoGate,

    /// <summary>The rule with the magnitude of the error alone.</summary>
    UnsignedError,

    /// <summary>The rule on traces of 150 ms.</summary>
    LongTraces,

    /// <summary>The rule without normalisation.</summary>
    NoNormalisation,

    /// <summary>The rule where the latency tells nothing: chance.</summary>
    ShuffledLatencies,

    /// <summary>The rule on neurons of the 2007 form.</summary>
    Neurons2007,
}
