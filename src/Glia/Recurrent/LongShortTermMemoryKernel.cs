using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Recurrent;

/// <summary>The recurrence of a long short-term memory, all time steps in one pass: eight sequences at a time, their state and the weights in the cache.</summary>
internal static unsafe class LongShortTermMemoryKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = RowProducts<T>.Rows;
    private const int Gates = 4;

    /// <summary>Forward.</summary>
    /// <param name="weight">[4H, H].</param>
    /// <param name="hidden">H.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="drive">[T, B, 4H].</param>
    /// <param name="output">[T, B, H], written: h.</param>
    /// <param name="gates">[T, B, 4H], written: i, f, g, o.</param>
    /// <param name="cells">[T, B, H], written: c.</param>
    public static void Forward(ReadOnlySpan<T> weight, int hidden, int steps, int batch, ReadOnlySpan<T> drive, Span<T> output, Span<T> gates, Span<T> cells)
    {
        var packed = Pack(weight, hidden);
        fixed (T* p = drive, h = output, a = gates, c = cells)
        {
            nint drives = (nint)p, outputs = (nint)h, activations = (nint)a, states = (nint)c;
            BlockParallel.Run((batch + Rows - 1) / Rows, block =>
                ForwardBlock(packed, hidden, steps, batch, block * Rows, (T*)drives, (T*)outputs, (T*)activations, (T*)states));
        }
    }

    /// <summary>Backward.</summary>
    /// <param name="weight">[4H, H].</param>
    /// <param name="hidden">H.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="gates">[T, B, 4H]: what forward wrote.</param>
    /// <param name="cells">[T, B, H]: what forward wrote.</param>
    /// <param name="outputGradient">[T, B, H].</param>
    /// <param name="driveGradient">[T, B, 4H], written.</param>
    public static void Backward(
        ReadOnlySpan<T> weight, int hidden, int steps, int batch, ReadOnlySpan<T> gates, ReadOnlySpan<T> cells, ReadOnlySpan<T> outputGradient, Span<T> driveGradient)
    {
        // Rows of the padded gates, each a row of R.
        var stride = RowProducts<T>.Padded(hidden);
        var packed = new T[Gates * stride * stride];
        for (var row = 0; row < Gates * hidden; row++)
        {
            weight.Slice(row * hidden, hidden).CopyTo(packed.AsSpan(((row / hidden * stride) + (row % hidden)) * stride));
        }

        fixed (T* a = gates, c = cells, u = outputGradient, d = driveGradient)
        {
            nint activations = (nint)a, states = (nint)c, up = (nint)u, drives = (nint)d;
            BlockParallel.Run((batch + Rows - 1) / Rows, block =>
                BackwardBlock(packed, hidden, steps, batch, block * Rows, (T*)activations, (T*)states, (T*)up, (T*)drives));
        }
    }

    // [H, 4 padded H]: column k·stride + j is row k·H + j of R.
    private static T[] Pack(ReadOnlySpan<T> weight, int hidden)
    {
        var stride = RowProducts<T>.Padded(hidden);
        var width = Gates * stride;
        var packed = new T[hidden * width];
        for (var row = 0; row < Gates * hidden; row++)
        {
            for (var from = 0; from < hidden; from++)
            {
                packed[(from * width) + (row / hidden * stride) + (row % hidden)] = weight[(row * hidden) + from];
            }
        }

        return packed;
    }

    private static void ForwardBlock(T[] packed, int hidden, int steps, int batch, int first, T* drive, T* output, T* gates, T* cells)
    {
        var (stride, rows) = (RowProducts<T>.Padded(hidden), Math.Min(Rows, batch - first));
        var width = Gates * stride;
        var room = new T[Rows * (2 * (stride + width))];
        fixed (T* buffer = room, weights = packed)
        {
            T* h = buffer, c = h + (Rows * stride), a = c + (Rows * stride), p = a + (Rows * width);
            for (nint t = 0; t < steps; t++)
            {
                var row = (t * batch) + first;
                RowProducts<T>.Multiply(h, stride, hidden, weights, a, width);
                Copy(drive + (row * Gates * hidden), hidden, p, stride, hidden, rows * Gates);
                for (nint r = 0; r < rows; r++)
                {
                    T* ar = a + (r * width), pr = p + (r * width), cr = c + (r * stride), hr = h + (r * stride);
                    for (nint j = 0; j < stride; j += Vector<T>.Count)
                    {
                        var i = Sigmoid(Vector.Load(ar + j) + Vector.Load(pr + j));
                        var f = Sigmoid(Vector.Load(ar + stride + j) + Vector.Load(pr + stride + j));
                        var g = Tanh(Vector.Load(ar + (2 * stride) + j) + Vector.Load(pr + (2 * stride) + j));
                        var o = Sigmoid(Vector.Load(ar + (3 * stride) + j) + Vector.Load(pr + (3 * stride) + j));
                        var cell = (f * Vector.Load(cr + j)) + (i * g);
                        i.Store(ar + j);
                        f.Store(ar + stride + j);
                        g.Store(ar + (2 * stride) + j);
                        o.Store(ar + (3 * stride) + j);
                        cell.Store(cr + j);
                        (o * Tanh(cell)).Store(hr + j);
                    }
                }

                Copy(a, stride, gates + (row * Gates * hidden), hidden, hidden, rows * Gates);
                Copy(c, stride, cells + (row * hidden), hidden, hidden, rows);
                Copy(h, stride, output + (row * hidden), hidden, hidden, rows);
            }
        }
    }

    private static void BackwardBlock(T[] packed, int hidden, int steps, int batch, int first, T* gates, T* cells, T* up, T* driveGradient)
    {
        var (stride, rows) = (RowProducts<T>.Padded(hidden), Math.Min(Rows, batch - first));
        var width = Gates * stride;
        var room = new T[Rows * ((5 * stride) + (2 * width))];
        fixed (T* buffer = room, weights = packed)
        {
            T* hiddenGradient = buffer, cellGradient = hiddenGradient + (Rows * stride), u = cellGradient + (Rows * stride), c = u + (Rows * stride), before = c + (Rows * stride);
            T* a = before + (Rows * stride), d = a + (Rows * width);
            for (nint t = steps - 1; t >= 0; t--)
            {
                var row = (t * batch) + first;
                Copy(gates + (row * Gates * hidden), hidden, a, stride, hidden, rows * Gates);
                Copy(cells + (row * hidden), hidden, c, stride, hidden, rows);
                Copy(up + (row * hidden), hidden, u, stride, hidden, rows);
                if (t > 0)
                {
                    Copy(cells + ((row - batch) * hidden), hidden, before, stride, hidden, rows);
                }
                else
                {
                    new Span<T>(before, Rows * stride).Clear();
                }

                for (nint r = 0; r < rows; r++)
                {
                    T* ar = a + (r * width), dr = d + (r * width);
                    var at = r * stride;
                    for (nint j = 0; j < stride; j += Vector<T>.Count)
                    {
                        Vector<T> i = Vector.Load(ar + j), f = Vector.Load(ar + stride + j), g = Vector.Load(ar + (2 * stride) + j), o = Vector.Load(ar + (3 * stride) + j);
                        var tanh = Tanh(Vector.Load(c + at + j));
                        var dh = Vector.Load(u + at + j) + Vector.Load(hiddenGradient + at + j);
                        var dc = Vector.Load(cellGradient + at + j) + (dh * o * (Vector<T>.One - (tanh * tanh)));
                        (dc * g * i * (Vector<T>.One - i)).Store(dr + j);
                        (dc * Vector.Load(before + at + j) * f * (Vector<T>.One - f)).Store(dr + stride + j);
                        (dc * i * (Vector<T>.One - (g * g))).Store(dr + (2 * stride) + j);
                        (dh * tanh * o * (Vector<T>.One - o)).Store(dr + (3 * stride) + j);
                        (dc * f).Store(cellGradient + at + j);
                    }
                }

                RowProducts<T>.Multiply(d, width, width, weights, hiddenGradient, stride);
                Copy(d, stride, driveGradient + (row * Gates * hidden), hidden, hidden, rows * Gates);
            }
        }
    }

    private static Vector<T> Sigmoid(Vector<T> x) => Vector<T>.One / (Vector<T>.One + VectorMath.Exp(-x));

    private static Vector<T> Tanh(Vector<T> x) => Vector<T>.One - (VectorMath.Of<T>(2) / (VectorMath.Exp(x + x) + Vector<T>.One));

    private static void Copy(T* from, nint fromStride, T* to, nint toStride, int length, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            new Span<T>(from + (row * fromStride), length).CopyTo(new Span<T>(to + (row * toStride), length));
        }
    }
}
