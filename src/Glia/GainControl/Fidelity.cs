namespace Glia.GainControl;

/// <summary>What an objective calls a faithful representation of the stimuli.</summary>
public enum Fidelity
{
    /// <summary>The fixed linear read-out D = I − W gives the drive back: ½ E‖f − D z‖², the smaller the better.</summary>
    LinearReadout,

    /// <summary>Information of a Gaussian channel with noise of variance σ²: ½ log det(I + Cov(z)/σ²), the larger the better.</summary>
    GaussianInformation,
}
