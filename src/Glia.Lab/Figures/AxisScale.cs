namespace Glia.Lab.Figures;

/// <summary>How an axis is scaled.</summary>
public enum AxisScale
{
    /// <summary>Equal steps.</summary>
    Linear,

    /// <summary>Powers of ten.</summary>
    Log10,
}
