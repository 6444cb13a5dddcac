using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary><see cref="DenseKernels"/> with 512-bit vectors: tiles of eight rows by two vectors, sixteen sums in registers.</summary>
internal static unsafe class WideDenseKernels
{
    private const int Width = 16;

    /// <inheritdoc cref="DenseKernels.Forward(float*, int, int, int*, int, float*, int, float*, float*)"/>
    public static void Forward(float* x, int xStride, int rows, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        for (var c = 0; c < stride;)
        {
            var two = stride - c >= 2 * Width;
            for (var r = 0; r < rows; r += 8)
            {
                ForwardBlock(two, x + ((nint)r * xStride), xStride, columns, count, w + c, stride, bias + c, y + ((nint)r * stride) + c);
            }

            c += two ? 2 * Width : Width;
        }
    }

    /// <inheritdoc cref="DenseKernels.Forward(float*, int, int, int*, int, int*, float*, int, float*, float*)"/>
    public static void Forward(float* x, int xStride, int rows, int* columns, int listStride, int* counts, float* w, int stride, float* bias, float* y)
    {
        for (var c = 0; c < stride;)
        {
            var two = stride - c >= 2 * Width;
            for (var r = 0; r < rows; r += 8)
            {
                var block = r / 8;
                ForwardBlock(
                    two, x + ((nint)r * xStride), xStride, columns + ((nint)block * listStride), counts[block], w + c, stride, bias + c, y + ((nint)r * stride) + c);
            }

            c += two ? 2 * Width : Width;
        }
    }

    /// <inheritdoc cref="DenseKernels.AddOuter"/>
    public static void AddOuter(float* x, int xStride, int rows, int* columns, int count, float* error, int stride, float* target, float rate)
    {
        for (var k = 0; k < count; k += 8)
        {
            var c = 0;
            for (; c <= stride - (2 * Width); c += 2 * Width)
            {
                OuterTwo(x, xStride, rows, columns + k, error + c, stride, target + c, rate);
            }

            if (c < stride)
            {
                OuterOne(x, xStride, rows, columns + k, error + c, stride, target + c, rate);
            }
        }
    }

    /// <inheritdoc cref="DenseKernels.Backward"/>
    public static void Backward(float* w, int stride, int inputs, int outputs, float* errors, float* result)
    {
        for (var i = 0; i < inputs; i += 8)
        {
            var w0 = w + ((nint)Math.Min(i, inputs - 1) * stride);
            var w1 = w + ((nint)Math.Min(i + 1, inputs - 1) * stride);
            var w2 = w + ((nint)Math.Min(i + 2, inputs - 1) * stride);
            var w3 = w + ((nint)Math.Min(i + 3, inputs - 1) * stride);
            var w4 = w + ((nint)Math.Min(i + 4, inputs - 1) * stride);
            var w5 = w + ((nint)Math.Min(i + 5, inputs - 1) * stride);
            var w6 = w + ((nint)Math.Min(i + 6, inputs - 1) * stride);
            var w7 = w + ((nint)Math.Min(i + 7, inputs - 1) * stride);
            Vector512<float> s00 = Vector512<float>.Zero, s10 = Vector512<float>.Zero, s20 = Vector512<float>.Zero, s30 = Vector512<float>.Zero, s40 = Vector512<float>.Zero, s50 = Vector512<float>.Zero, s60 = Vector512<float>.Zero, s70 = Vector512<float>.Zero;
            for (nint o = 0; o < outputs; o++)
            {
                var e0 = Vector512.Load(errors + (o * DenseKernels.BackwardRows));
                s00 = Vector512.FusedMultiplyAdd(Vector512.Create(w0[o]), e0, s00);
                s10 = Vector512.FusedMultiplyAdd(Vector512.Create(w1[o]), e0, s10);
                s20 = Vector512.FusedMultiplyAdd(Vector512.Create(w2[o]), e0, s20);
                s30 = Vector512.FusedMultiplyAdd(Vector512.Create(w3[o]), e0, s30);
                s40 = Vector512.FusedMultiplyAdd(Vector512.Create(w4[o]), e0, s40);
                s50 = Vector512.FusedMultiplyAdd(Vector512.Create(w5[o]), e0, s50);
                s60 = Vector512.FusedMultiplyAdd(Vector512.Create(w6[o]), e0, s60);
                s70 = Vector512.FusedMultiplyAdd(Vector512.Create(w7[o]), e0, s70);
            }

            var to = result + ((nint)i * DenseKernels.BackwardRows);
            s00.Store(to);
            s10.Store(to + 16);
            s20.Store(to + 32);
            s30.Store(to + 48);
            s40.Store(to + 64);
            s50.Store(to + 80);
            s60.Store(to + 96);
            s70.Store(to + 112);
        }
    }

    private static void ForwardBlock(bool two, float* x, int xStride, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        if (two)
        {
            ForwardTwo(x, xStride, columns, count, w, stride, bias, y);
        }
        else
        {
            ForwardOne(x, xStride, columns, count, w, stride, bias, y);
        }
    }

    private static void ForwardTwo(float* x, int xStride, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        var b0 = Vector512.Load(bias);
        var b1 = Vector512.Load(bias + Width);
        Vector512<float> s00 = b0, s10 = b0, s20 = b0, s30 = b0, s40 = b0, s50 = b0, s60 = b0, s70 = b0;
        Vector512<float> s01 = b1, s11 = b1, s21 = b1, s31 = b1, s41 = b1, s51 = b1, s61 = b1, s71 = b1;
        float* x0 = x, x1 = x + xStride, x2 = x + (2 * xStride), x3 = x + (3 * xStride), x4 = x + (4 * xStride), x5 = x + (5 * xStride), x6 = x + (6 * xStride), x7 = x + (7 * xStride);
        for (var k = 0; k < count; k++)
        {
            nint i = columns[k];
            var row = w + (i * stride);
            var w0 = Vector512.Load(row);
            var w1 = Vector512.Load(row + Width);
            var a0 = Vector512.Create(x0[i]);
            s00 = Vector512.FusedMultiplyAdd(a0, w0, s00);
            s01 = Vector512.FusedMultiplyAdd(a0, w1, s01);
            var a1 = Vector512.Create(x1[i]);
            s10 = Vector512.FusedMultiplyAdd(a1, w0, s10);
            s11 = Vector512.FusedMultiplyAdd(a1, w1, s11);
            var a2 = Vector512.Create(x2[i]);
            s20 = Vector512.FusedMultiplyAdd(a2, w0, s20);
            s21 = Vector512.FusedMultiplyAdd(a2, w1, s21);
            var a3 = Vector512.Create(x3[i]);
            s30 = Vector512.FusedMultiplyAdd(a3, w0, s30);
            s31 = Vector512.FusedMultiplyAdd(a3, w1, s31);
            var a4 = Vector512.Create(x4[i]);
            s40 = Vector512.FusedMultiplyAdd(a4, w0, s40);
            s41 = Vector512.FusedMultiplyAdd(a4, w1, s41);
            var a5 = Vector512.Create(x5[i]);
            s50 = Vector512.FusedMultiplyAdd(a5, w0, s50);
            s51 = Vector512.FusedMultiplyAdd(a5, w1, s51);
            var a6 = Vector512.Create(x6[i]);
            s60 = Vector512.FusedMultiplyAdd(a6, w0, s60);
            s61 = Vector512.FusedMultiplyAdd(a6, w1, s61);
            var a7 = Vector512.Create(x7[i]);
            s70 = Vector512.FusedMultiplyAdd(a7, w0, s70);
            s71 = Vector512.FusedMultiplyAdd(a7, w1, s71);
        }

        s00.Store(y);
        s01.Store(y + Width);
        s10.Store(y + stride);
        s11.Store(y + stride + Width);
        s20.Store(y + (2 * stride));
        s21.Store(y + (2 * stride) + Width);
        s30.Store(y + (3 * stride));
        s31.Store(y + (3 * stride) + Width);
        s40.Store(y + (4 * stride));
        s41.Store(y + (4 * stride) + Width);
        s50.Store(y + (5 * stride));
        s51.Store(y + (5 * stride) + Width);
        s60.Store(y + (6 * stride));
        s61.Store(y + (6 * stride) + Width);
        s70.Store(y + (7 * stride));
        s71.Store(y + (7 * stride) + Width);
    }

    private static void ForwardOne(float* x, int xStride, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        var b0 = Vector512.Load(bias);
        Vector512<float> s00 = b0, s10 = b0, s20 = b0, s30 = b0, s40 = b0, s50 = b0, s60 = b0, s70 = b0;
        float* x0 = x, x1 = x + xStride, x2 = x + (2 * xStride), x3 = x + (3 * xStride), x4 = x + (4 * xStride), x5 = x + (5 * xStride), x6 = x + (6 * xStride), x7 = x + (7 * xStride);
        for (var k = 0; k < count; k++)
        {
            nint i = columns[k];
            var row = w + (i * stride);
            var w0 = Vector512.Load(row);
            var a0 = Vector512.Create(x0[i]);
            s00 = Vector512.FusedMultiplyAdd(a0, w0, s00);
            var a1 = Vector512.Create(x1[i]);
            s10 = Vector512.FusedMultiplyAdd(a1, w0, s10);
            var a2 = Vector512.Create(x2[i]);
            s20 = Vector512.FusedMultiplyAdd(a2, w0, s20);
            var a3 = Vector512.Create(x3[i]);
            s30 = Vector512.FusedMultiplyAdd(a3, w0, s30);
            var a4 = Vector512.Create(x4[i]);
            s40 = Vector512.FusedMultiplyAdd(a4, w0, s40);
            var a5 = Vector512.Create(x5[i]);
            s50 = Vector512.FusedMultiplyAdd(a5, w0, s50);
            var a6 = Vector512.Create(x6[i]);
            s60 = Vector512.FusedMultiplyAdd(a6, w0, s60);
            var a7 = Vector512.Create(x7[i]);
            s70 = Vector512.FusedMultiplyAdd(a7, w0, s70);
        }

        s00.Store(y);
        s10.Store(y + stride);
        s20.Store(y + (2 * stride));
        s30.Store(y + (3 * stride));
        s40.Store(y + (4 * stride));
        s50.Store(y + (5 * stride));
        s60.Store(y + (6 * stride));
        s70.Store(y + (7 * stride));
    }

    private static void OuterTwo(float* x, int xStride, int rows, int* columns, float* error, int stride, float* target, float rate)
    {
        Vector512<float> s00 = Vector512<float>.Zero, s10 = Vector512<float>.Zero, s20 = Vector512<float>.Zero, s30 = Vector512<float>.Zero, s40 = Vector512<float>.Zero, s50 = Vector512<float>.Zero, s60 = Vector512<float>.Zero, s70 = Vector512<float>.Zero;
        Vector512<float> s01 = Vector512<float>.Zero, s11 = Vector512<float>.Zero, s21 = Vector512<float>.Zero, s31 = Vector512<float>.Zero, s41 = Vector512<float>.Zero, s51 = Vector512<float>.Zero, s61 = Vector512<float>.Zero, s71 = Vector512<float>.Zero;
        float* x0 = x + columns[0], x1 = x + columns[1], x2 = x + columns[2], x3 = x + columns[3], x4 = x + columns[4], x5 = x + columns[5], x6 = x + columns[6], x7 = x + columns[7];
        var end = (nint)rows * xStride;
        for (nint b = 0; b < end; b += xStride)
        {
            var e0 = Vector512.Load(error);
            var e1 = Vector512.Load(error + Width);
            var a0 = Vector512.Create(x0[b]);
            s00 = Vector512.FusedMultiplyAdd(a0, e0, s00);
            s01 = Vector512.FusedMultiplyAdd(a0, e1, s01);
            var a1 = Vector512.Create(x1[b]);
            s10 = Vector512.FusedMultiplyAdd(a1, e0, s10);
            s11 = Vector512.FusedMultiplyAdd(a1, e1, s11);
            var a2 = Vector512.Create(x2[b]);
            s20 = Vector512.FusedMultiplyAdd(a2, e0, s20);
            s21 = Vector512.FusedMultiplyAdd(a2, e1, s21);
            var a3 = Vector512.Create(x3[b]);
            s30 = Vector512.FusedMultiplyAdd(a3, e0, s30);
            s31 = Vector512.FusedMultiplyAdd(a3, e1, s31);
            var a4 = Vector512.Create(x4[b]);
            s40 = Vector512.FusedMultiplyAdd(a4, e0, s40);
            s41 = Vector512.FusedMultiplyAdd(a4, e1, s41);
            var a5 = Vector512.Create(x5[b]);
            s50 = Vector512.FusedMultiplyAdd(a5, e0, s50);
            s51 = Vector512.FusedMultiplyAdd(a5, e1, s51);
            var a6 = Vector512.Create(x6[b]);
            s60 = Vector512.FusedMultiplyAdd(a6, e0, s60);
            s61 = Vector512.FusedMultiplyAdd(a6, e1, s61);
            var a7 = Vector512.Create(x7[b]);
            s70 = Vector512.FusedMultiplyAdd(a7, e0, s70);
            s71 = Vector512.FusedMultiplyAdd(a7, e1, s71);
            error += stride;
        }

        // All loads before all stores: a column that fills up the list stands in several places.
        var step = Vector512.Create(rate);
        float* t0 = target + ((nint)columns[0] * stride), t1 = target + ((nint)columns[1] * stride), t2 = target + ((nint)columns[2] * stride), t3 = target + ((nint)columns[3] * stride), t4 = target + ((nint)columns[4] * stride), t5 = target + ((nint)columns[5] * stride), t6 = target + ((nint)columns[6] * stride), t7 = target + ((nint)columns[7] * stride);
        s00 = Vector512.FusedMultiplyAdd(step, s00, Vector512.Load(t0));
        s01 = Vector512.FusedMultiplyAdd(step, s01, Vector512.Load(t0 + Width));
        s10 = Vector512.FusedMultiplyAdd(step, s10, Vector512.Load(t1));
        s11 = Vector512.FusedMultiplyAdd(step, s11, Vector512.Load(t1 + Width));
        s20 = Vector512.FusedMultiplyAdd(step, s20, Vector512.Load(t2));
        s21 = Vector512.FusedMultiplyAdd(step, s21, Vector512.Load(t2 + Width));
        s30 = Vector512.FusedMultiplyAdd(step, s30, Vector512.Load(t3));
        s31 = Vector512.FusedMultiplyAdd(step, s31, Vector512.Load(t3 + Width));
        s40 = Vector512.FusedMultiplyAdd(step, s40, Vector512.Load(t4));
        s41 = Vector512.FusedMultiplyAdd(step, s41, Vector512.Load(t4 + Width));
        s50 = Vector512.FusedMultiplyAdd(step, s50, Vector512.Load(t5));
        s51 = Vector512.FusedMultiplyAdd(step, s51, Vector512.Load(t5 + Width));
        s60 = Vector512.FusedMultiplyAdd(step, s60, Vector512.Load(t6));
        s61 = Vector512.FusedMultiplyAdd(step, s61, Vector512.Load(t6 + Width));
        s70 = Vector512.FusedMultiplyAdd(step, s70, Vector512.Load(t7));
        s71 = Vector512.FusedMultiplyAdd(step, s71, Vector512.Load(t7 + Width));
        s00.Store(t0);
        s01.Store(t0 + Width);
        s10.Store(t1);
        s11.Store(t1 + Width);
        s20.Store(t2);
        s21.Store(t2 + Width);
        s30.Store(t3);
        s31.Store(t3 + Width);
        s40.Store(t4);
        s41.Store(t4 + Width);
        s50.Store(t5);
        s51.Store(t5 + Width);
        s60.Store(t6);
        s61.Store(t6 + Width);
        s70.Store(t7);
        s71.Store(t7 + Width);
    }

    private static void OuterOne(float* x, int xStride, int rows, int* columns, float* error, int stride, float* target, float rate)
    {
        Vector512<float> s00 = Vector512<float>.Zero, s10 = Vector512<float>.Zero, s20 = Vector512<float>.Zero, s30 = Vector512<float>.Zero, s40 = Vector512<float>.Zero, s50 = Vector512<float>.Zero, s60 = Vector512<float>.Zero, s70 = Vector512<float>.Zero;
        float* x0 = x + columns[0], x1 = x + columns[1], x2 = x + columns[2], x3 = x + columns[3], x4 = x + columns[4], x5 = x + columns[5], x6 = x + columns[6], x7 = x + columns[7];
        var end = (nint)rows * xStride;
        for (nint b = 0; b < end; b += xStride)
        {
            var e0 = Vector512.Load(error);
            var a0 = Vector512.Create(x0[b]);
            s00 = Vector512.FusedMultiplyAdd(a0, e0, s00);
            var a1 = Vector512.Create(x1[b]);
            s10 = Vector512.FusedMultiplyAdd(a1, e0, s10);
            var a2 = Vector512.Create(x2[b]);
            s20 = Vector512.FusedMultiplyAdd(a2, e0, s20);
            var a3 = Vector512.Create(x3[b]);
            s30 = Vector512.FusedMultiplyAdd(a3, e0, s30);
            var a4 = Vector512.Create(x4[b]);
            s40 = Vector512.FusedMultiplyAdd(a4, e0, s40);
            var a5 = Vector512.Create(x5[b]);
            s50 = Vector512.FusedMultiplyAdd(a5, e0, s50);
            var a6 = Vector512.Create(x6[b]);
            s60 = Vector512.FusedMultiplyAdd(a6, e0, s60);
            var a7 = Vector512.Create(x7[b]);
            s70 = Vector512.FusedMultiplyAdd(a7, e0, s70);
            error += stride;
        }

        // All loads before all stores: a column that fills up the list stands in several places.
        var step = Vector512.Create(rate);
        float* t0 = target + ((nint)columns[0] * stride), t1 = target + ((nint)columns[1] * stride), t2 = target + ((nint)columns[2] * stride), t3 = target + ((nint)columns[3] * stride), t4 = target + ((nint)columns[4] * stride), t5 = target + ((nint)columns[5] * stride), t6 = target + ((nint)columns[6] * stride), t7 = target + ((nint)columns[7] * stride);
        s00 = Vector512.FusedMultiplyAdd(step, s00, Vector512.Load(t0));
        s10 = Vector512.FusedMultiplyAdd(step, s10, Vector512.Load(t1));
        s20 = Vector512.FusedMultiplyAdd(step, s20, Vector512.Load(t2));
        s30 = Vector512.FusedMultiplyAdd(step, s30, Vector512.Load(t3));
        s40 = Vector512.FusedMultiplyAdd(step, s40, Vector512.Load(t4));
        s50 = Vector512.FusedMultiplyAdd(step, s50, Vector512.Load(t5));
        s60 = Vector512.FusedMultiplyAdd(step, s60, Vector512.Load(t6));
        s70 = Vector512.FusedMultiplyAdd(step, s70, Vector512.Load(t7));
        s00.Store(t0);
        s10.Store(t1);
        s20.Store(t2);
        s30.Store(t3);
        s40.Store(t4);
        s50.Store(t5);
        s60.Store(t6);
        s70.Store(t7);
    }
}
