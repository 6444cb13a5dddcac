namespace Glia.Anytime;

/// <summary>The latency that an oracle gives to samples which are right at no step.</summary>
public enum MissLatency
{
    /// <summary>The last step T: such a sample costs all there is. The safe choice.</summary>
    LastStep,

    /// <summary>The first step: who knows everything stops at once where nothing is to be gained.</summary>
    FirstStep,
}
