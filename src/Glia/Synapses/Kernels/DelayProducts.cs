using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The products of a layer with delays, at a cost that goes with the number of inputs that are not zero.</summary>
/// <remarks>
/// <para>Forward: out[t + d, b] += x[t, b, i] · kernel[i, d], for t, then i, in ascending order, so that an event-driven run adds in the same order.
/// Kernel gradient: ∂kernel[i, d] += x[t, b, i] · ∂out[t + d, b]. In both, K rows of a tile of outputs lie one behind the other: one product of a number and a vector, four at a time.</para>
/// <para>The same bits for any number of threads: a thread owns tiles of outputs.</para>
/// </remarks>
internal sealed unsafe class DelayProducts<T>(DelayShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Group = 4;
    private readonly int _tile = DelayShape.TileOf<T>();
    private readonly int _length = shape.Slots * DelayShape.TileOf<T>();

    /// <summary>Adds up the output [T + tail, B, outputs] of the input [T, B, inputs].</summary>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> kernel, Span<T> output)
    {
        var events = InputEvents<T>.ByStep(input, shape);
        fixed (T* k0 = kernel, y0 = output)
        {
            var (k, y) = ((nint)k0, (nint)y0);
            BlockParallel.Run(shape.TilesOf<T>(), tile => ForwardTile(tile, events, (T*)k, (T*)y));
        }
    }

    /// <summary>Returns the output gradient as [tiles, B, T + K − 1, tile], with zeros after the tail: the layout that the backward passes read.</summary>
    public T[] Padded(ReadOnlySpan<T> outputGradient)
    {
        var padded = new T[shape.TilesOf<T>() * shape.Batch * shape.Window * _tile];
        for (var step = 0; step < shape.OutputSteps; step++)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                var row = outputGradient.Slice(((step * shape.Batch) + sample) * shape.Outputs, shape.Outputs);
                for (var first = 0; first < row.Length; first += _tile)
                {
                    var at = ((((first / _tile * shape.Batch) + sample) * shape.Window) + step) * _tile;
                    row.Slice(first, Math.Min(_tile, row.Length - first)).CopyTo(padded.AsSpan(at));
                }
            }
        }

        return padded;
    }

    /// <summary>Computes the gradient of the kernel, [inputs, K, row].</summary>
    public void KernelGradient(ReadOnlySpan<T> input, ReadOnlySpan<T> padded, Span<T> kernelGradient)
    {
        var events = InputEvents<T>.ByInput(input, shape);
        fixed (T* p0 = padded, k0 = kernelGradient)
        {
            var (p, k) = ((nint)p0, (nint)k0);
            BlockParallel.Run(shape.TilesOf<T>(), tile => GradientTile(tile, events, (T*)p, (T*)k));
        }
    }

    private void ForwardTile(int tile, InputEvents<T> events, T* kernel, T* output)
    {
        var (kernels, sums) = (new T[shape.Inputs * _length], new T[shape.Window * _tile]);
        var width = WidthOf(tile);
        CopyFrom(kernel, tile, kernels);
        fixed (T* own = kernels, sum = sums, value = events.Values)
        fixed (int* index = events.Indices)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                Array.Clear(sums);
                for (var step = 0; step < shape.Steps; step++)
                {
                    var (at, last) = (events.Starts[(sample * shape.Steps) + step], events.Starts[(sample * shape.Steps) + step + 1]);
                    var to = sum + (step * _tile);
                    for (; at + Group <= last; at += Group)
                    {
                        Add(to, own + (index[at] * _length), own + (index[at + 1] * _length), own + (index[at + 2] * _length), own + (index[at + 3] * _length), value + at);
                    }

                    for (; at < last; at++)
                    {
                        Add(to, own + (index[at] * _length), value[at]);
                    }
                }

                for (var step = 0; step < shape.OutputSteps; step++)
                {
                    var row = output + (((step * shape.Batch) + sample) * shape.Outputs) + (tile * _tile);
                    new ReadOnlySpan<T>(sum + (step * _tile), width).CopyTo(new Span<T>(row, width));
                }
            }
        }
    }

    private void GradientTile(int tile, InputEvents<T> events, T* padded, T* kernelGradient)
    {
        var kernels = new T[shape.Inputs * _length];
        fixed (T* own = kernels, value = events.Values)
        fixed (int* index = events.Indices)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                var from = padded + (((tile * shape.Batch) + sample) * shape.Window * _tile);
                for (var input = 0; input < shape.Inputs; input++)
                {
                    var (at, last) = (events.Starts[(sample * shape.Inputs) + input], events.Starts[(sample * shape.Inputs) + input + 1]);
                    var to = own + (input * _length);
                    for (; at + Group <= last; at += Group)
                    {
                        Add(to, from + (index[at] * _tile), from + (index[at + 1] * _tile), from + (index[at + 2] * _tile), from + (index[at + 3] * _tile), value + at);
                    }

                    for (; at < last; at++)
                    {
                        Add(to, from + (index[at] * _tile), value[at]);
                    }
                }
            }
        }

        CopyTo(kernelGradient, tile, kernels);
    }

    // From the kernel [inputs, K, row] to a tile's own, [inputs, K, tile].
    private void CopyFrom(T* kernel, int tile, Span<T> own)
    {
        var (row, width) = (shape.RowOf<T>(), WidthOf(tile));
        for (var at = 0; at < shape.Inputs * shape.Slots; at++)
        {
            new ReadOnlySpan<T>(kernel + (at * row) + (tile * _tile), width).CopyTo(own[(at * _tile)..]);
        }
    }

    private void CopyTo(T* kernel, int tile, ReadOnlySpan<T> own)
    {
        var (row, width) = (shape.RowOf<T>(), WidthOf(tile));
        for (var at = 0; at < shape.Inputs * shape.Slots; at++)
        {
            own.Slice(at * _tile, width).CopyTo(new Span<T>(kernel + (at * row) + (tile * _tile), width));
        }
    }

    private int WidthOf(int tile) => Math.Min(_tile, shape.Outputs - (tile * _tile));

    // Lengths are multiples of the vector's. Four at a time add in the same order as one after the other.
    private void Add(T* to, T* a, T* b, T* c, T* d, T* by)
    {
        var (byA, byB, byC, byD) = (new Vector<T>(by[0]), new Vector<T>(by[1]), new Vector<T>(by[2]), new Vector<T>(by[3]));
        for (var i = 0; i < _length; i += Vector<T>.Count)
        {
            var sum = Fused.MultiplyAdd(byA, Read(a + i), Read(to + i));
            sum = Fused.MultiplyAdd(byB, Read(b + i), sum);
            sum = Fused.MultiplyAdd(byC, Read(c + i), sum);
            Unsafe.WriteUnaligned(to + i, Fused.MultiplyAdd(byD, Read(d + i), sum));
        }
    }

    private void Add(T* to, T* from, T factor)
    {
        var by = new Vector<T>(factor);
        for (var i = 0; i < _length; i += Vector<T>.Count)
        {
            Unsafe.WriteUnaligned(to + i, Fused.MultiplyAdd(by, Read(from + i), Read(to + i)));
        }
    }

    private static Vector<T> Read(T* at) => Unsafe.ReadUnaligned<Vector<T>>(at);
}
