using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>Sums of outer products, the gradient of a weight matrix over many rows.</summary>
internal static unsafe class OuterProducts
{
    /// <summary>Rows whose numbers stay in the first-level cache while all pairs of columns are summed.</summary>
    private const int RowChunk = 64;

    private const int Columns = 4;

    /// <summary>target[i, c] = scale · Σ_r x[r, i] · errors[r, c]; every sum has one order whatever the vector width.</summary>
    /// <param name="x">[rows, xStride].</param>
    /// <param name="xStride">Numbers from a row of x to the next.</param>
    /// <param name="columns">Columns of x that count, filled up to a multiple of four with zeros.</param>
    /// <param name="errors">[rows, stride].</param>
    /// <param name="stride">Numbers from a row of the errors, and of the target, to the next: a multiple of 16.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="scale">Scale.</param>
    /// <param name="target">[columns, stride], written.</param>
    public static void Sum(float* x, nint xStride, int columns, float* errors, nint stride, int rows, float scale, float* target)
    {
        var padded = (columns + Columns - 1) / Columns * Columns;
        new Span<float>(target, padded * (int)stride).Clear();
        for (var first = 0; first < rows; first += RowChunk)
        {
            var count = Math.Min(RowChunk, rows - first);
            for (nint i = 0; i < padded; i += Columns)
            {
                for (nint c = 0; c < stride; c += 2 * Vector256<float>.Count)
                {
                    Tile(x + (first * xStride) + i, xStride, errors + (first * stride) + c, stride, count, target + (i * stride) + c);
                }
            }
        }

        if (scale != 1)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(new ReadOnlySpan<float>(target, padded * (int)stride), scale, new Span<float>(target, padded * (int)stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(float* x, nint xStride, float* e, nint stride, int rows, float* target)
    {
        float* t0 = target, t1 = t0 + stride, t2 = t1 + stride, t3 = t2 + stride;
        Vector256<float> a0 = Vector256.Load(t0), a1 = Vector256.Load(t0 + Vector256<float>.Count), b0 = Vector256.Load(t1), b1 = Vector256.Load(t1 + Vector256<float>.Count);
        Vector256<float> c0 = Vector256.Load(t2), c1 = Vector256.Load(t2 + Vector256<float>.Count), d0 = Vector256.Load(t3), d1 = Vector256.Load(t3 + Vector256<float>.Count);
        for (nint r = 0; r < rows; r++)
        {
            var e0 = Vector256.Load(e);
            var e1 = Vector256.Load(e + Vector256<float>.Count);
            var v = Vector256.Create(x[0]);
            a0 = Vector256.FusedMultiplyAdd(v, e0, a0);
            a1 = Vector256.FusedMultiplyAdd(v, e1, a1);
            v = Vector256.Create(x[1]);
            b0 = Vector256.FusedMultiplyAdd(v, e0, b0);
            b1 = Vector256.FusedMultiplyAdd(v, e1, b1);
            v = Vector256.Create(x[2]);
            c0 = Vector256.FusedMultiplyAdd(v, e0, c0);
            c1 = Vector256.FusedMultiplyAdd(v, e1, c1);
            v = Vector256.Create(x[3]);
            d0 = Vector256.FusedMultiplyAdd(v, e0, d0);
            d1 = Vector256.FusedMultiplyAdd(v, e1, d1);
            e += stride;
            x += xStride;
        }

        a0.Store(t0);
        a1.Store(t0 + Vector256<float>.Count);
        b0.Store(t1);
        b1.Store(t1 + Vector256<float>.Count);
        c0.Store(t2);
        c1.Store(t2 + Vector256<float>.Count);
        d0.Store(t3);
        d1.Store(t3 + Vector256<float>.Count);
    }
}
