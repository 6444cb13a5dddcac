using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>The products of a first layer with one sample whose inputs are mostly zero: only rows of weights whose input is not zero are touched.</summary>
/// <remarks>Every sum has one order with fused multiply-adds, so that results are the same bits for every vector width. Strides are multiples of 16.</remarks>
internal static unsafe class SparseInputKernels
{
    private const int Width = 16;
    private const int Block = 5;

    /// <summary>y[c] = bias[c] + Σ_k values[k] · w[positions[k], c].</summary>
    public static void Forward(ReadOnlySpan<ushort> positions, ReadOnlySpan<float> values, float* w, int stride, float* bias, float* y)
    {
        var c = 0;
        for (; c <= stride - (Block * Width); c += Block * Width)
        {
            ForwardFive(positions, values, w + c, stride, bias + c, y + c);
        }

        for (; c < stride; c += Width)
        {
            var sum = Vector512.Load(bias + c);
            for (var k = 0; k < positions.Length; k++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(values[k]), Vector512.Load(w + ((nint)positions[k] * stride) + c), sum);
            }

            sum.Store(y + c);
        }
    }

    /// <summary>w[positions[k], c] += rate · values[k] · error[c].</summary>
    public static void AddOuter(ReadOnlySpan<ushort> positions, ReadOnlySpan<float> values, float* error, int stride, float* w, float rate)
    {
        var c = 0;
        for (; c <= stride - (Block * Width); c += Block * Width)
        {
            AddOuterFive(positions, values, error + c, stride, w + c, rate);
        }

        for (; c < stride; c += Width)
        {
            var step = Vector512.Load(error + c) * rate;
            for (var k = 0; k < positions.Length; k++)
            {
                var to = w + ((nint)positions[k] * stride) + c;
                Vector512.FusedMultiplyAdd(Vector512.Create(values[k]), step, Vector512.Load(to)).Store(to);
            }
        }
    }

    private static void ForwardFive(ReadOnlySpan<ushort> positions, ReadOnlySpan<float> values, float* w, int stride, float* bias, float* y)
    {
        var s0 = Vector512.Load(bias);
        var s1 = Vector512.Load(bias + Width);
        var s2 = Vector512.Load(bias + (2 * Width));
        var s3 = Vector512.Load(bias + (3 * Width));
        var s4 = Vector512.Load(bias + (4 * Width));
        for (var k = 0; k < positions.Length; k++)
        {
            var row = w + ((nint)positions[k] * stride);
            var x = Vector512.Create(values[k]);
            s0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(row), s0);
            s1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(row + Width), s1);
            s2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(row + (2 * Width)), s2);
            s3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(row + (3 * Width)), s3);
            s4 = Vector512.FusedMultiplyAdd(x, Vector512.Load(row + (4 * Width)), s4);
        }

        s0.Store(y);
        s1.Store(y + Width);
        s2.Store(y + (2 * Width));
        s3.Store(y + (3 * Width));
        s4.Store(y + (4 * Width));
    }

    private static void AddOuterFive(ReadOnlySpan<ushort> positions, ReadOnlySpan<float> values, float* error, int stride, float* w, float rate)
    {
        var e0 = Vector512.Load(error) * rate;
        var e1 = Vector512.Load(error + Width) * rate;
        var e2 = Vector512.Load(error + (2 * Width)) * rate;
        var e3 = Vector512.Load(error + (3 * Width)) * rate;
        var e4 = Vector512.Load(error + (4 * Width)) * rate;
        for (var k = 0; k < positions.Length; k++)
        {
            var to = w + ((nint)positions[k] * stride);
            var x = Vector512.Create(values[k]);
            Vector512.FusedMultiplyAdd(x, e0, Vector512.Load(to)).Store(to);
            Vector512.FusedMultiplyAdd(x, e1, Vector512.Load(to + Width)).Store(to + Width);
            Vector512.FusedMultiplyAdd(x, e2, Vector512.Load(to + (2 * Width))).Store(to + (2 * Width));
            Vector512.FusedMultiplyAdd(x, e3, Vector512.Load(to + (3 * Width))).Store(to + (3 * Width));
            Vector512.FusedMultiplyAdd(x, e4, Vector512.Load(to + (4 * Width))).Store(to + (4 * Width));
        }
    }
}
