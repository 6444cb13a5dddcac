using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Products of eight rows with a small matrix that stays in the cache.</summary>
internal static unsafe class RowProducts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows that are multiplied together.</summary>
    public const int Rows = 8;

    /// <summary>Returns the length of padded rows for so many numbers: a multiple of the vector's lanes.</summary>
    public static int Padded(int length) => (length + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;

    /// <summary>Copies a matrix [rows, columns] to rows of padded length, transposed if its strides say so.</summary>
    public static T[] Pack(ReadOnlySpan<T> matrix, int rows, int columns, int rowStride, int columnStride)
    {
        var stride = Padded(columns);
        var packed = new T[rows * stride];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                packed[(r * stride) + c] = matrix[(r * rowStride) + (c * columnStride)];
            }
        }

        return packed;
    }

    /// <summary>y = x · w, for eight rows.</summary>
    /// <param name="x">[8, xStride], of which <paramref name="inputs"/> columns count.</param>
    /// <param name="xStride">Distance between rows of x.</param>
    /// <param name="inputs">Rows of w.</param>
    /// <param name="w">[inputs, outputs], padded.</param>
    /// <param name="y">[8, outputs], padded, written.</param>
    /// <param name="outputs">Padded length of rows of w and y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(T* x, nint xStride, nint inputs, T* w, T* y, nint outputs)
    {
        nint c = 0;
        for (; c <= outputs - (2 * Vector<T>.Count); c += 2 * Vector<T>.Count)
        {
            FourByTwo(x, xStride, inputs, w + c, y + c, outputs);
            FourByTwo(x + (4 * xStride), xStride, inputs, w + c, y + (4 * outputs) + c, outputs);
        }

        if (c < outputs)
        {
            FourByOne(x, xStride, inputs, w + c, y + c, outputs);
            FourByOne(x + (4 * xStride), xStride, inputs, w + c, y + (4 * outputs) + c, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(T* x, nint xStride, nint inputs, T* w, T* y, nint outputs)
    {
        T* x0 = x, x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride;
        Vector<T> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (nint i = 0; i < inputs; i++)
        {
            var w0 = Vector.Load(w);
            var w1 = Vector.Load(w + Vector<T>.Count);
            w += outputs;
            var v = Vector.Create(x0[i]);
            a0 = MultiplyAdd(v, w0, a0);
            a1 = MultiplyAdd(v, w1, a1);
            v = Vector.Create(x1[i]);
            b0 = MultiplyAdd(v, w0, b0);
            b1 = MultiplyAdd(v, w1, b1);
            v = Vector.Create(x2[i]);
            c0 = MultiplyAdd(v, w0, c0);
            c1 = MultiplyAdd(v, w1, c1);
            v = Vector.Create(x3[i]);
            d0 = MultiplyAdd(v, w0, d0);
            d1 = MultiplyAdd(v, w1, d1);
        }

        a0.Store(y);
        a1.Store(y + Vector<T>.Count);
        y += outputs;
        b0.Store(y);
        b1.Store(y + Vector<T>.Count);
        y += outputs;
        c0.Store(y);
        c1.Store(y + Vector<T>.Count);
        y += outputs;
        d0.Store(y);
        d1.Store(y + Vector<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(T* x, nint xStride, nint inputs, T* w, T* y, nint outputs)
    {
        T* x0 = x, x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride;
        Vector<T> a = default, b = default, c = default, d = default;
        for (nint i = 0; i < inputs; i++)
        {
            var v = Vector.Load(w);
            w += outputs;
            a = MultiplyAdd(Vector.Create(x0[i]), v, a);
            b = MultiplyAdd(Vector.Create(x1[i]), v, b);
            c = MultiplyAdd(Vector.Create(x2[i]), v, c);
            d = MultiplyAdd(Vector.Create(x3[i]), v, d);
        }

        a.Store(y);
        b.Store(y + outputs);
        c.Store(y + (2 * outputs));
        d.Store(y + (3 * outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> MultiplyAdd(Vector<T> left, Vector<T> right, Vector<T> sum) =>
        typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(left.As<T, float>(), right.As<T, float>(), sum.As<T, float>()).As<float, T>()
            : Vector.FusedMultiplyAdd(left.As<T, double>(), right.As<T, double>(), sum.As<T, double>()).As<double, T>();
}
