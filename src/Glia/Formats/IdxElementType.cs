namespace Glia.Formats;

/// <summary>Type of the numbers in an IDX file: the third byte of its magic number.</summary>
public enum IdxElementType
{
    /// <summary>Not a type of the format.</summary>
    None = 0,

    /// <summary>8 bits, unsigned: the only type that MNIST uses.</summary>
    Unsigned8 = 0x08,

    /// <summary>8 bits, two's complement.</summary>
    Signed8 = 0x09,

    /// <summary>16 bits, two's complement, big-endian.</summary>
    Signed16 = 0x0B,

    /// <summary>32 bits, two's complement, big-endian.</summary>
    Signed32 = 0x0C,

    /// <summary>32 bits, IEEE 754, big-endian.</summary>
    Real32 = 0x0D,

    /// <summary>64 bits, IEEE 754, big-endian.</summary>
    Real64 = 0x0E,
}
