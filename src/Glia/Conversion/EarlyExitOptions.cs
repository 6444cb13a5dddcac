namespace Glia.Conversion;

/// <summary>How samples are run until they stop.</summary>
public sealed record EarlyExitOptions
{
    /// <summary>T: where a sample stops at the latest.</summary>
    public int Steps { get; init; } = 32;

    /// <summary>Samples that are run side by side.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// Rows that are done are dropped as soon as they are this share of the batch; until then they are run on in vain, as a kernel over the whole
    /// batch would. At 0 each is dropped at once, which costs nothing here, since rows change places without being copied.
    /// </summary>
    public double CompactionShare { get; init; }

    internal EarlyExitOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(CompactionShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CompactionShare, 1);
        return this;
    }
}
