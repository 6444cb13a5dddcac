using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Dendrites;

/// <summary>Counts common bits of two packed patterns: Σ popcount(a AND b).</summary>
/// <remarks>.NET 10 has no vector popcount, so the wide kernels look up the counts of half bytes (Muła's method); short rows go word by word.</remarks>
internal static class OverlapKernel
{
    // Byte counts of at most 8 fit 31 times into a byte.
    private const int VectorsBeforeSum = 31;
    private const int WordsFor256 = 2 * 4;
    private const int WordsFor512 = 2 * 8;

    /// <summary>The number of common bits; both have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b) =>
        a.Length >= WordsFor512 && Avx512BW.IsSupported ? Count512(a, b)
        : a.Length >= WordsFor256 && Avx2.IsSupported ? Count256(a, b)
        : CountWords(a, b);

    /// <summary>Word by word.</summary>
    internal static int CountWords(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        // Four sums, so that one word's count does not wait for the last.
        int sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, i = 0;
        b = b[..a.Length];
        for (; i <= a.Length - 4; i += 4)
        {
            sum0 += BitOperations.PopCount(a[i] & b[i]);
            sum1 += BitOperations.PopCount(a[i + 1] & b[i + 1]);
            sum2 += BitOperations.PopCount(a[i + 2] & b[i + 2]);
            sum3 += BitOperations.PopCount(a[i + 3] & b[i + 3]);
        }

        for (; i < a.Length; i++)
        {
            sum0 += BitOperations.PopCount(a[i] & b[i]);
        }

        return sum0 + sum1 + sum2 + sum3;
    }

    /// <summary>32 bytes at once; needs AVX2.</summary>
    internal static int Count256(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var counts = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var low = Vector256.Create((byte)0x0f);
        var total = Vector256<long>.Zero;
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var i = 0;
        while (i <= a.Length - Vector256<ulong>.Count)
        {
            var bytes = Vector256<byte>.Zero;
            for (var left = VectorsBeforeSum; left > 0 && i <= a.Length - Vector256<ulong>.Count; left--, i += Vector256<ulong>.Count)
            {
                var common = (Vector256.LoadUnsafe(ref first, (nuint)i) & Vector256.LoadUnsafe(ref second, (nuint)i)).AsByte();
                bytes += Avx2.Shuffle(counts, common & low) + Avx2.Shuffle(counts, (common.AsUInt16() >>> 4).AsByte() & low);
            }

            total += Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsInt64();
        }

        return (int)Vector256.Sum(total) + CountWords(a[i..], b[i..]);
    }

    /// <summary>64 bytes at once; needs AVX-512 BW.</summary>
    internal static int Count512(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var counts256 = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var counts = Vector512.Create(counts256, counts256);
        var low = Vector512.Create((byte)0x0f);
        var total = Vector512<long>.Zero;
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var i = 0;
        while (i <= a.Length - Vector512<ulong>.Count)
        {
            var bytes = Vector512<byte>.Zero;
            for (var left = VectorsBeforeSum; left > 0 && i <= a.Length - Vector512<ulong>.Count; left--, i += Vector512<ulong>.Count)
            {
                var common = (Vector512.LoadUnsafe(ref first, (nuint)i) & Vector512.LoadUnsafe(ref second, (nuint)i)).AsByte();
                bytes += Avx512BW.Shuffle(counts, common & low) + Avx512BW.Shuffle(counts, (common.AsUInt16() >>> 4).AsByte() & low);
            }

            total += Avx512BW.SumAbsoluteDifferences(bytes, Vector512<byte>.Zero).AsInt64();
        }

        return (int)Vector512.Sum(total) + CountWords(a[i..], b[i..]);
    }

    private static Vector128<byte> HalfByteCounts => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
}
