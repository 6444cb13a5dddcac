namespace Glia.Formats;

/// <summary>How the packets of an AEDAT 4 file are packed, by the number in its header.</summary>
internal enum Aedat4Compression
{
    None = 0,
    Lz4 = 1,
    Lz4High = 2,
    Zstandard = 3,
    ZstandardHigh = 4,
}
