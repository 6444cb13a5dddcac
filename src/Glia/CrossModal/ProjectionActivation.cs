namespace Glia.CrossModal;

/// <summary>What follows the linear map of a projection.</summary>
public enum ProjectionActivation
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>GELU, x Φ(x).</summary>
    Gelu,
}
