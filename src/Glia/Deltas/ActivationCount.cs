namespace Glia.Deltas;

/// <summary>How many of a layer's numbers are not zero: of its activations, or of their changes from frame to frame.</summary>
/// <param name="NonZero">Numbers that are not zero; −0 is zero.</param>
/// <param name="Size">All numbers.</param>
public readonly record struct ActivationCount(long NonZero, long Size)
{
    /// <summary>The share that is not zero; 0 where nothing was counted.</summary>
    public double Density => Size == 0 ? 0 : (double)NonZero / Size;

    /// <summary>Both counts together.</summary>
    public static ActivationCount operator +(ActivationCount left, ActivationCount right) => left.Plus(right);

    /// <summary>Both counts together.</summary>
    public ActivationCount Plus(ActivationCount other) => new(NonZero + other.NonZero, Size + other.Size);
}
