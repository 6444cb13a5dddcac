namespace Glia.Dynamics;

/// <summary>One of several definitions of how many directions a matrix really has; σ are its singular values.</summary>
public enum EffectiveRankDefinition
{
    /// <summary>(Σσ)² / Σσ²: the definition of this library where nothing else is said.</summary>
    NuclearRatio,

    /// <summary>(Σσ²)² / Σσ⁴, the participation ratio of the spectrum of variances.</summary>
    ParticipationRatio,

    /// <summary>Σσ² / σ₁², the stable rank.</summary>
    Stable,

    /// <summary>exp of the entropy of σ/Σσ. Roy and Vetterli 2007.</summary>
    Entropy,
}
