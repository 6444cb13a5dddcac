namespace Glia.Formats;

/// <summary>The camera that an AEDAT 2.0 file comes from: it decides what the bits of an address mean.</summary>
public enum AedatChip
{
    /// <summary>DVS128, 128 × 128: also CIFAR10-DVS.</summary>
    Dvs128,

    /// <summary>DAVIS346, 346 × 260.</summary>
    Davis346,
}
