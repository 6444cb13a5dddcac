namespace Glia.Formats;

/// <summary>The number types of safetensors files; the names are those in the file.</summary>
public enum SafetensorsDataType
{
    /// <summary>True or false, a byte.</summary>
    BOOL,

    /// <summary>Whole numbers without sign, 8 bits.</summary>
    U8,

    /// <summary>Whole numbers, 8 bits.</summary>
    I8,

    /// <summary>Floating point, 8 bits, 5 of exponent.</summary>
    F8_E5M2,

    /// <summary>Floating point, 8 bits, 4 of exponent.</summary>
    F8_E4M3,

    /// <summary>Whole numbers, 16 bits.</summary>
    I16,

    /// <summary>Whole numbers without sign, 16 bits.</summary>
    U16,

    /// <summary>Floating point, 16 bits (IEEE half).</summary>
    F16,

    /// <summary>Floating point, 16 bits, 8 of exponent (bfloat16).</summary>
    BF16,

    /// <summary>Whole numbers, 32 bits.</summary>
    I32,

    /// <summary>Whole numbers without sign, 32 bits.</summary>
    U32,

    /// <summary>Floating point, 32 bits.</summary>
    F32,

    /// <summary>Floating point, 64 bits.</summary>
    F64,

    /// <summary>Whole numbers, 64 bits.</summary>
    I64,

    /// <summary>Whole numbers without sign, 64 bits.</summary>
    U64,
}
