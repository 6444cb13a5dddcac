namespace Glia.Studies.ZeroShotLsm;

/// <summary>How images and sounds are brought together.</summary>
public enum Pairing
{
    /// <summary>The paper's: one linear layer and GELU, contrastive loss with soft targets.</summary>
    SoftTargets,

    /// <summary>The same with labels shuffled before pairing.</summary>
    Shuffled,

    /// <summary>A clip goes to the nearest of the digits' mean image embeddings.</summary>
    Prototypes,

    /// <summary>As the paper's, without GELU.</summary>
    LinearProjection,

    /// <summary>As the paper's, with the gradient passing through the targets too.</summary>
    ThroughTargets,

    /// <summary>Embeddings of one learned length, only the pair itself is right.</summary>
    InfoNce,

    /// <summary>Embeddings of one learned length, every pair of the same digit is right.</summary>
    Supervised,
}
