namespace Glia.GainControl;

/// <summary>What activity costs.</summary>
public enum ActivityCost
{
    /// <summary>Half the sum of squares, ½ E‖z‖².</summary>
    SquaredNorm,

    /// <summary>The sum of magnitudes, E Σ|z|.</summary>
    AbsoluteSum,
}
