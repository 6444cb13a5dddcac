namespace Glia.Events;

/// <summary>What the first weights of features are drawn from; each feature is then scaled to length 1.</summary>
public enum FeastWeights
{
    /// <summary>The normal distribution: directions are uniform.</summary>
    Gaussian,

    /// <summary>Uniform from 0 to 1, as patches of one polarity are.</summary>
    Uniform,
}
