namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The tasks that come one after the other.</summary>
public enum TaskStream
{
    /// <summary>Digits, each task with its own order of pixels; the first keeps its pixels.</summary>
    PermutedDigits,

    /// <summary>Digits, each task turned further, over 180° in all.</summary>
    RotatedDigits,

    /// <summary>Fashion-MNIST (always the part that Glia carries), permuted as the digits are.</summary>
    PermutedClothes,

    /// <summary>Two digits a task, one head of ten classes.</summary>
    SplitDigits,

    /// <summary>Two digits a task, a head for each task, which is given at the test.</summary>
    SplitDigitsGivenTask,
}
