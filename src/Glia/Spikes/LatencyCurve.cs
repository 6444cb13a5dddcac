namespace Glia.Spikes;

/// <summary>How a value becomes the time of a spike.</summary>
public enum LatencyCurve
{
    /// <summary>t = (1 − x) · duration.</summary>
    Linear,

    /// <summary>t = τ ln(x / (x − θ)): when a leaky integrator that x charges reaches θ; cut off at the duration.</summary>
    Logarithmic,
}
