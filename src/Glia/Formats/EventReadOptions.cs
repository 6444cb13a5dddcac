using Glia.Sound;

namespace Glia.Formats;

/// <summary>What an event file does not say itself.</summary>
public sealed record EventReadOptions
{
    /// <summary>The unit of the times of a table whose first line does not tell it. Default microseconds.</summary>
    public TimeUnit TimeUnit { get; init; } = TimeUnit.Microseconds;

    /// <summary>The sensor of N-MNIST-like files and AEDAT 3.1 files; default 34 × 34 for the former, what the header names for the latter.</summary>
    public SensorSize? Sensor { get; init; }

    /// <summary>The camera of an AEDAT 2.0 file. Default DVS128.</summary>
    public AedatChip Chip { get; init; } = AedatChip.Dvs128;

    /// <summary>Which sample of a file with many (SHD, SSC). Default the first, 0.</summary>
    public int Sample { get; init; }

    /// <summary>The ear that hears a WAV file. Default 140 channels.</summary>
    public InnerEarOptions Ear { get; init; } = new();
}
