using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Simulation.Kernels;

/// <summary>Turns the lanes in which cells fired into a list of cells.</summary>
internal static unsafe class SpikeMask
{
    /// <summary>Whether any lane is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any<T>(Vector<T> mask) => Vector.AsVectorUInt64(mask) != Vector<ulong>.Zero;

    /// <summary>Appends the cells of set lanes; returns the list's new end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int* Append<T>(Vector<T> mask, int first, int* list)
        where T : unmanaged
    {
        for (var bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            *list++ = first + BitOperations.TrailingZeroCount(bits);
        }

        return list;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits<T>(Vector<T> mask)
        where T : unmanaged =>
        sizeof(Vector<T>) == 64 ? (uint)mask.AsVector512().ExtractMostSignificantBits()
        : sizeof(Vector<T>) == 32 ? mask.AsVector256().ExtractMostSignificantBits()
        : mask.AsVector128().ExtractMostSignificantBits();
}
