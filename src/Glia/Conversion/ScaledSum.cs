using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Glia.Conversion;

/// <summary>y ← y + a·x with fused multiply-adds: the same bits whatever the vector width.</summary>
internal static class ScaledSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var length = Math.Min(x.Length, y.Length);
        var i = 0;
        var wide = Vector512.Create(a);
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512.FusedMultiplyAdd(wide, Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = MathF.FusedMultiplyAdd(a, Unsafe.Add(ref from, i), Unsafe.Add(ref to, i));
        }
    }

    /// <summary>Σ x·y, summed in one order whatever the vector width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var length = Math.Min(x.Length, y.Length);
        var i = 0;
        var sum = Vector512<float>.Zero;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total = MathF.FusedMultiplyAdd(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i), total);
        }

        return total;
    }
}
