namespace Glia.CrossModal;

/// <summary>Whether soft targets are constants for the gradient.</summary>
public enum TargetGradient
{
    /// <summary>They are constants.</summary>
    Detached,

    /// <summary>The gradient passes through them too.</summary>
    Through,
}
