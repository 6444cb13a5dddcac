namespace Glia.Events;

/// <summary>How the trace of an event fades on a time surface; a is its age, τ the time constant.</summary>
public enum SurfaceDecay
{
    /// <summary>e^(−a/τ); 0 from 20 τ on, where it is less than single precision can add to 1.</summary>
    Exponential,

    /// <summary>1 − a/τ, not below 0.</summary>
    Linear,
}
