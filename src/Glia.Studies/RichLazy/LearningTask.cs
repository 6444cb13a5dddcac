namespace Glia.Studies.RichLazy;

/// <summary>What a network learns.</summary>
public enum LearningTask
{
    /// <summary>A linear function of white features, by the two-layer linear network of the theory.</summary>
    LinearFunction,

    /// <summary>2AF: which of two noisy inputs is larger.</summary>
    PerceptualDecision,

    /// <summary>DMS: is the test the sample from before the delay.</summary>
    DelayMatchToSample,

    /// <summary>CXT: which input is larger in the modality of the context.</summary>
    ContextDecision,

    /// <summary>Which digit it is, read row by row.</summary>
    SequentialMnist,
}
