namespace Glia.Synapses;

/// <summary>The shape in time of a synapse's tap while its delay is learned.</summary>
public enum DelayProfile
{
    /// <summary>a_j = exp(−((j − q)/s)²/2) with s = |σ| + 0.27: smooth everywhere.</summary>
    Gaussian,

    /// <summary>a_j = max(0, s − |j − q|) with s = |σ| + 1: one or two taps at σ = 0 (linear interpolation; the reference code's version "max").</summary>
    Triangle,
}
