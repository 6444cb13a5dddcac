namespace Glia.Neurons;

/// <summary>Whether the gradient sees that the reset depends on the spike.</summary>
public enum ResetGradient
{
    /// <summary>The spike in the reset has the surrogate's gradient (SpikingJelly's default, detach_reset = false).</summary>
    Through,

    /// <summary>The spike in the reset counts as a constant (detach_reset = true).</summary>
    Detached,
}
