using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary><see cref="DenseKernels"/> with 256-bit vectors (or their emulation): tiles of four rows by two vectors, eight sums in registers.</summary>
internal static unsafe class NarrowDenseKernels
{
    private const int Width = 8;

    /// <inheritdoc cref="DenseKernels.Forward(float*, int, int, int*, int, float*, int, float*, float*)"/>
    public static void Forward(float* x, int xStride, int rows, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        for (var c = 0; c < stride; c += 2 * Width)
        {
            for (var r = 0; r < rows; r += 4)
            {
                var block = x + ((nint)r * xStride);
                var to = y + ((nint)r * stride) + c;
                ForwardTwo(block, xStride, columns, count, w + c, stride, bias + c, to);
            }
        }
    }

    /// <inheritdoc cref="DenseKernels.Forward(float*, int, int, int*, int, int*, float*, int, float*, float*)"/>
    public static void Forward(float* x, int xStride, int rows, int* columns, int listStride, int* counts, float* w, int stride, float* bias, float* y)
    {
        for (var c = 0; c < stride; c += 2 * Width)
        {
            for (var r = 0; r < rows; r += 4)
            {
                var block = r / DenseKernels.RowBlock;
                ForwardTwo(
                    x + ((nint)r * xStride), xStride, columns + ((nint)block * listStride), counts[block], w + c, stride, bias + c, y + ((nint)r * stride) + c);
            }
        }
    }

    /// <inheritdoc cref="DenseKernels.AddOuter"/>
    public static void AddOuter(float* x, int xStride, int rows, int* columns, int count, float* error, int stride, float* target, float rate)
    {
        for (var k = 0; k < count; k += 4)
        {
            for (var c = 0; c < stride; c += 2 * Width)
            {
                OuterTwo(x, xStride, rows, columns + k, error + c, stride, target + c, rate);
            }
        }
    }

    /// <inheritdoc cref="DenseKernels.Backward"/>
    public static void Backward(float* w, int stride, int inputs, int outputs, float* errors, float* result)
    {
        for (var i = 0; i < inputs; i += 4)
        {
            var w0 = w + ((nint)Math.Min(i, inputs - 1) * stride);
            var w1 = w + ((nint)Math.Min(i + 1, inputs - 1) * stride);
            var w2 = w + ((nint)Math.Min(i + 2, inputs - 1) * stride);
            var w3 = w + ((nint)Math.Min(i + 3, inputs - 1) * stride);
            Vector256<float> s00 = Vector256<float>.Zero, s10 = Vector256<float>.Zero, s20 = Vector256<float>.Zero, s30 = Vector256<float>.Zero;
            Vector256<float> s01 = Vector256<float>.Zero, s11 = Vector256<float>.Zero, s21 = Vector256<float>.Zero, s31 = Vector256<float>.Zero;
            for (nint o = 0; o < outputs; o++)
            {
                var e0 = Vector256.Load(errors + (o * DenseKernels.BackwardRows));
                var e1 = Vector256.Load(errors + (o * DenseKernels.BackwardRows) + Width);
                var a0 = Vector256.Create(w0[o]);
                s00 = Vector256.FusedMultiplyAdd(a0, e0, s00);
                s01 = Vector256.FusedMultiplyAdd(a0, e1, s01);
                var a1 = Vector256.Create(w1[o]);
                s10 = Vector256.FusedMultiplyAdd(a1, e0, s10);
                s11 = Vector256.FusedMultiplyAdd(a1, e1, s11);
                var a2 = Vector256.Create(w2[o]);
                s20 = Vector256.FusedMultiplyAdd(a2, e0, s20);
                s21 = Vector256.FusedMultiplyAdd(a2, e1, s21);
                var a3 = Vector256.Create(w3[o]);
                s30 = Vector256.FusedMultiplyAdd(a3, e0, s30);
                s31 = Vector256.FusedMultiplyAdd(a3, e1, s31);
            }

            var to = result + ((nint)i * DenseKernels.BackwardRows);
            s00.Store(to);
            s01.Store(to + 8);
            s10.Store(to + 16);
            s11.Store(to + 24);
            s20.Store(to + 32);
            s21.Store(to + 40);
            s30.Store(to + 48);
            s31.Store(to + 56);
        }
    }

    private static void ForwardTwo(float* x, int xStride, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        var b0 = Vector256.Load(bias);
        var b1 = Vector256.Load(bias + Width);
        Vector256<float> s00 = b0, s10 = b0, s20 = b0, s30 = b0;
        Vector256<float> s01 = b1, s11 = b1, s21 = b1, s31 = b1;
        float* x0 = x, x1 = x + xStride, x2 = x + (2 * xStride), x3 = x + (3 * xStride);
        for (var k = 0; k < count; k++)
        {
            nint i = columns[k];
            var row = w + (i * stride);
            var w0 = Vector256.Load(row);
            var w1 = Vector256.Load(row + Width);
            var a0 = Vector256.Create(x0[i]);
            s00 = Vector256.FusedMultiplyAdd(a0, w0, s00);
            s01 = Vector256.FusedMultiplyAdd(a0, w1, s01);
            var a1 = Vector256.Create(x1[i]);
            s10 = Vector256.FusedMultiplyAdd(a1, w0, s10);
            s11 = Vector256.FusedMultiplyAdd(a1, w1, s11);
            var a2 = Vector256.Create(x2[i]);
            s20 = Vector256.FusedMultiplyAdd(a2, w0, s20);
            s21 = Vector256.FusedMultiplyAdd(a2, w1, s21);
            var a3 = Vector256.Create(x3[i]);
            s30 = Vector256.FusedMultiplyAdd(a3, w0, s30);
            s31 = Vector256.FusedMultiplyAdd(a3, w1, s31);
        }

        s00.Store(y);
        s01.Store(y + Width);
        s10.Store(y + stride);
        s11.Store(y + stride + Width);
        s20.Store(y + (2 * stride));
        s21.Store(y + (2 * stride) + Width);
        s30.Store(y + (3 * stride));
        s31.Store(y + (3 * stride) + Width);
    }

    private static void OuterTwo(float* x, int xStride, int rows, int* columns, float* error, int stride, float* target, float rate)
    {
        Vector256<float> s00 = Vector256<float>.Zero, s10 = Vector256<float>.Zero, s20 = Vector256<float>.Zero, s30 = Vector256<float>.Zero;
        Vector256<float> s01 = Vector256<float>.Zero, s11 = Vector256<float>.Zero, s21 = Vector256<float>.Zero, s31 = Vector256<float>.Zero;
        float* x0 = x + columns[0], x1 = x + columns[1], x2 = x + columns[2], x3 = x + columns[3];
        var end = (nint)rows * xStride;
        for (nint b = 0; b < end; b += xStride)
        {
            var e0 = Vector256.Load(error);
            var e1 = Vector256.Load(error + Width);
            var a0 = Vector256.Create(x0[b]);
            s00 = Vector256.FusedMultiplyAdd(a0, e0, s00);
            s01 = Vector256.FusedMultiplyAdd(a0, e1, s01);
            var a1 = Vector256.Create(x1[b]);
            s10 = Vector256.FusedMultiplyAdd(a1, e0, s10);
            s11 = Vector256.FusedMultiplyAdd(a1, e1, s11);
            var a2 = Vector256.Create(x2[b]);
            s20 = Vector256.FusedMultiplyAdd(a2, e0, s20);
            s21 = Vector256.FusedMultiplyAdd(a2, e1, s21);
            var a3 = Vector256.Create(x3[b]);
            s30 = Vector256.FusedMultiplyAdd(a3, e0, s30);
            s31 = Vector256.FusedMultiplyAdd(a3, e1, s31);
            error += stride;
        }

        // All loads before all stores: a column that fills up the list stands in several places.
        var step = Vector256.Create(rate);
        float* t0 = target + ((nint)columns[0] * stride), t1 = target + ((nint)columns[1] * stride), t2 = target + ((nint)columns[2] * stride), t3 = target + ((nint)columns[3] * stride);
        s00 = Vector256.FusedMultiplyAdd(step, s00, Vector256.Load(t0));
        s01 = Vector256.FusedMultiplyAdd(step, s01, Vector256.Load(t0 + Width));
        s10 = Vector256.FusedMultiplyAdd(step, s10, Vector256.Load(t1));
        s11 = Vector256.FusedMultiplyAdd(step, s11, Vector256.Load(t1 + Width));
        s20 = Vector256.FusedMultiplyAdd(step, s20, Vector256.Load(t2));
        s21 = Vector256.FusedMultiplyAdd(step, s21, Vector256.Load(t2 + Width));
        s30 = Vector256.FusedMultiplyAdd(step, s30, Vector256.Load(t3));
        s31 = Vector256.FusedMultiplyAdd(step, s31, Vector256.Load(t3 + Width));
        s00.Store(t0);
        s01.Store(t0 + Width);
        s10.Store(t1);
        s11.Store(t1 + Width);
        s20.Store(t2);
        s21.Store(t2 + Width);
        s30.Store(t3);
        s31.Store(t3 + Width);
    }
}
