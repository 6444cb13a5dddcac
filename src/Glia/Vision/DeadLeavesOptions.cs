namespace Glia.Vision;

/// <summary>How dead leaves fall.</summary>
public sealed record DeadLeavesOptions
{
    /// <summary>Rows and columns in pixels; a power of two where the image is whitened afterwards. Default 512.</summary>
    public int Size { get; init; } = 512;

    /// <summary>Number of leaves; default 4,000.</summary>
    public int Leaves { get; init; } = 4000;

    /// <summary>Smallest radius in pixels; default 3.</summary>
    public double SmallestRadius { get; init; } = 3;

    /// <summary>Largest radius in pixels; default 120.</summary>
    public double LargestRadius { get; init; } = 120;

    internal DeadLeavesOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 1, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfNegative(Leaves, nameof(Leaves));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SmallestRadius, nameof(SmallestRadius));
        ArgumentOutOfRangeException.ThrowIfLessThan(LargestRadius, SmallestRadius, nameof(LargestRadius));
        return this;
    }
}
