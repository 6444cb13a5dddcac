using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Dendrites;

/// <summary>Counts common bits of packed patterns, Σ popcount(a AND b), of one row or of many after each other.</summary>
/// <remarks>
/// .NET 10 has no vector popcount, so the wide kernels look up the counts of half bytes (Muła's method); short rows go word by word.
/// They are compiled once, in full: measured here, tiering with profiles made the same loops two to three times slower.
/// </remarks>
internal static class OverlapKernel
{
    // Byte counts of at most 8 fit 31 times into a byte; longer rows are counted in parts.
    private const int MostVectors = 31;
    private const int WordsFor256 = 2 * 4;
    private const int WordsFor512 = 2 * 8;

    /// <summary>The number of common bits of two patterns of one length.</summary>
    public static int Count(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var count = 0;
        Rows(a, b, new Span<int>(ref count));
        return count;
    }

    /// <summary>Writes the number of common bits of each row with the pattern.</summary>
    /// <param name="rows">As many rows as there are counts, one after the other, each as long as the pattern.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="counts">The counts, overwritten.</param>
    public static void Rows(ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> pattern, Span<int> counts)
    {
        // The kernels do not check bounds: this does.
        rows = rows[..checked(pattern.Length * counts.Length)];
        if (pattern.Length >= WordsFor512 && Avx512BW.IsSupported)
        {
            Rows512(rows, pattern, counts);
        }
        else if (pattern.Length >= WordsFor256 && Avx2.IsSupported)
        {
            Rows256(rows, pattern, counts);
        }
        else
        {
            RowsByWords(rows, pattern, counts);
        }
    }

    /// <summary>Word by word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowsByWords(ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> pattern, Span<int> counts)
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var other = ref MemoryMarshal.GetReference(pattern);
        for (var r = 0; r < counts.Length; r++)
        {
            counts[r] = Words(ref row, ref other, 0, pattern.Length);
            row = ref Unsafe.Add(ref row, pattern.Length);
        }
    }

    /// <summary>32 bytes at once; needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows256(ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> pattern, Span<int> counts)
    {
        var table = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var low = Vector256.Create((byte)0x0f);
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var other = ref MemoryMarshal.GetReference(pattern);
        var whole = pattern.Length - (pattern.Length % Vector256<ulong>.Count);
        for (var r = 0; r < counts.Length; r++)
        {
            var total = Vector256<long>.Zero;
            for (var start = 0; start < whole; start += MostVectors * Vector256<ulong>.Count)
            {
                var bytes = Vector256<byte>.Zero;
                var end = Math.Min(whole, start + (MostVectors * Vector256<ulong>.Count));
                for (var i = start; i < end; i += Vector256<ulong>.Count)
                {
                    var common = (Vector256.LoadUnsafe(ref row, (nuint)i) & Vector256.LoadUnsafe(ref other, (nuint)i)).AsByte();
                    bytes += Avx2.Shuffle(table, common & low) + Avx2.Shuffle(table, (common.AsUInt16() >>> 4).AsByte() & low);
                }

                total += Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsInt64();
            }

            counts[r] = (int)Vector256.Sum(total) + Words(ref row, ref other, whole, pattern.Length);
            row = ref Unsafe.Add(ref row, pattern.Length);
        }
    }

    /// <summary>64 bytes at once; needs AVX-512 BW.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows512(ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> pattern, Span<int> counts)
    {
        var half = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var table = Vector512.Create(half, half);
        var low = Vector512.Create((byte)0x0f);
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var other = ref MemoryMarshal.GetReference(pattern);
        var whole = pattern.Length - (pattern.Length % Vector512<ulong>.Count);
        for (var r = 0; r < counts.Length; r++)
        {
            var total = Vector512<long>.Zero;
            for (var start = 0; start < whole; start += MostVectors * Vector512<ulong>.Count)
            {
                var bytes = Vector512<byte>.Zero;
                var end = Math.Min(whole, start + (MostVectors * Vector512<ulong>.Count));
                for (var i = start; i < end; i += Vector512<ulong>.Count)
                {
                    var common = (Vector512.LoadUnsafe(ref row, (nuint)i) & Vector512.LoadUnsafe(ref other, (nuint)i)).AsByte();
                    bytes += Avx512BW.Shuffle(table, common & low) + Avx512BW.Shuffle(table, (common.AsUInt16() >>> 4).AsByte() & low);
                }

                total += Avx512BW.SumAbsoluteDifferences(bytes, Vector512<byte>.Zero).AsInt64();
            }

            counts[r] = (int)Vector512.Sum(total) + Words(ref row, ref other, whole, pattern.Length);
            row = ref Unsafe.Add(ref row, pattern.Length);
        }
    }

    private static Vector128<byte> HalfByteCounts => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Words(ref ulong row, ref ulong other, int start, int end)
    {
        // Two sums, so that one word's count does not wait for the last.
        int even = 0, odd = 0, i = start;
        for (; i < end - 1; i += 2)
        {
            even += BitOperations.PopCount(Unsafe.Add(ref row, i) & Unsafe.Add(ref other, i));
            odd += BitOperations.PopCount(Unsafe.Add(ref row, i + 1) & Unsafe.Add(ref other, i + 1));
        }

        return even + odd + (i < end ? BitOperations.PopCount(Unsafe.Add(ref row, i) & Unsafe.Add(ref other, i)) : 0);
    }
}
