using System.Numerics;

namespace Glia.Continual;

/// <summary>Inner products of gradients: hundreds of thousands of numbers, summed so that rounding does not grow with their count.</summary>
internal static class GradientProduct
{
    private const int Block = 4096;

    /// <summary>Σ_i a_i b_i; partial sums of blocks in single precision, the blocks in double.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var first = 0; first < a.Length; first += Block)
        {
            var count = Math.Min(Block, a.Length - first);
            sum += DotOfBlock(a.Slice(first, count), b.Slice(first, count));
        }

        return sum;
    }

    private static double DotOfBlock(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= a.Length - (4 * width); i += 4 * width)
        {
            s0 = Vector.FusedMultiplyAdd(new Vector<float>(a[i..]), new Vector<float>(b[i..]), s0);
            s1 = Vector.FusedMultiplyAdd(new Vector<float>(a[(i + width)..]), new Vector<float>(b[(i + width)..]), s1);
            s2 = Vector.FusedMultiplyAdd(new Vector<float>(a[(i + (2 * width))..]), new Vector<float>(b[(i + (2 * width))..]), s2);
            s3 = Vector.FusedMultiplyAdd(new Vector<float>(a[(i + (3 * width))..]), new Vector<float>(b[(i + (3 * width))..]), s3);
        }

        double sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
