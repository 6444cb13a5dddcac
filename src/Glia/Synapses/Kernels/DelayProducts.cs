using System.Numerics;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The products of a layer with delays, at a cost that goes with the number of inputs that are not zero.</summary>
/// <remarks>
/// <para>Forward: out[t + d, b] += x[t, b, i] · kernel[i, d], for t, then i, in ascending order, so that an event-driven run adds in the same order.
/// Kernel gradient: ∂kernel[i, d] += x[t, b, i] · ∂out[t + d, b]. In both, K rows of a tile of outputs lie one behind the other, and their sums over the events of a step, or of an input, stay in registers.</para>
/// <para>The same bits for any number of threads: a thread owns tiles of outputs.</para>
/// </remarks>
internal sealed unsafe class DelayProducts<T>(DelayShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _tile = DelayShape.TileOf<T>();
    private readonly int _groups = (shape.Slots + EventRows.Rows - 1) / EventRows.Rows;

    // Rows of one input's kernel in a tile: whole groups of delays, the last ones zero or unused.
    private int Rows => _groups * EventRows.Rows;

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

    /// <summary>Returns the output gradient as [tiles, B, T + K − 1, tile], with zeros after the tail: the layout that the backward passes read. At the end there is room for the unused rows of a group.</summary>
    public AlignedBuffer<T> Padded(ReadOnlySpan<T> outputGradient)
    {
        var padded = new AlignedBuffer<T>(((shape.TilesOf<T>() * shape.Batch * shape.Window) + EventRows.Rows) * _tile);
        for (var step = 0; step < shape.OutputSteps; step++)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                var row = outputGradient.Slice(((step * shape.Batch) + sample) * shape.Outputs, shape.Outputs);
                for (var first = 0; first < row.Length; first += _tile)
                {
                    var at = ((((first / _tile * shape.Batch) + sample) * shape.Window) + step) * _tile;
                    row.Slice(first, Math.Min(_tile, row.Length - first)).CopyTo(padded.Span[at..]);
                }
            }
        }

        return padded;
    }

    /// <summary>Computes the gradient of the kernel, [inputs, K, row].</summary>
    public void KernelGradient(ReadOnlySpan<T> input, AlignedBuffer<T> padded, Span<T> kernelGradient)
    {
        var events = InputEvents<T>.ByInput(input, shape);
        fixed (T* k0 = kernelGradient)
        {
            var k = (nint)k0;
            BlockParallel.Run(shape.TilesOf<T>(), tile => GradientTile(tile, events, padded.Data, (T*)k));
        }
    }

    private void ForwardTile(int tile, InputEvents<T> events, T* kernel, T* output)
    {
        using var kernels = new AlignedBuffer<T>(shape.Inputs * Rows * _tile);
        using var sums = new AlignedBuffer<T>((shape.Window + EventRows.Rows) * _tile);
        var own = kernels.Data;
        var sum = sums.Data;
        var width = WidthOf(tile);
        CopyFrom(kernel, tile, kernels.Span);
        fixed (T* value = events.Values)
        fixed (int* index = events.Indices)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                sums.Clear();
                for (var step = 0; step < shape.Steps; step++)
                {
                    var (at, last) = (events.Starts[(sample * shape.Steps) + step], events.Starts[(sample * shape.Steps) + step + 1]);
                    for (var group = 0; group < _groups && at < last; group++)
                    {
                        var rows = group * EventRows.Rows * _tile;
                        EventRows.Accumulate(sum + (step * _tile) + rows, own + rows, Rows * _tile, index + at, value + at, last - at);
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
        using var kernels = new AlignedBuffer<T>(shape.Inputs * Rows * _tile);
        var own = kernels.Data;
        fixed (T* value = events.Values)
        fixed (int* index = events.Indices)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                var from = padded + (((tile * shape.Batch) + sample) * shape.Window * _tile);
                for (var input = 0; input < shape.Inputs; input++)
                {
                    var (at, last) = (events.Starts[(sample * shape.Inputs) + input], events.Starts[(sample * shape.Inputs) + input + 1]);
                    for (var group = 0; group < _groups && at < last; group++)
                    {
                        var rows = group * EventRows.Rows * _tile;
                        EventRows.Accumulate(own + (input * Rows * _tile) + rows, from + rows, _tile, index + at, value + at, last - at);
                    }
                }
            }
        }

        CopyTo(kernelGradient, tile, kernels.Span);
    }

    // From the kernel [inputs, K, row] to a tile's own, [inputs, rows, tile].
    private void CopyFrom(T* kernel, int tile, Span<T> own)
    {
        var (row, width) = (shape.RowOf<T>(), WidthOf(tile));
        for (var at = 0; at < shape.Inputs * shape.Slots; at++)
        {
            new ReadOnlySpan<T>(kernel + (at * row) + (tile * _tile), width).CopyTo(own[(RowAt(at) * _tile)..]);
        }
    }

    private void CopyTo(T* kernel, int tile, ReadOnlySpan<T> own)
    {
        var (row, width) = (shape.RowOf<T>(), WidthOf(tile));
        for (var at = 0; at < shape.Inputs * shape.Slots; at++)
        {
            own.Slice(RowAt(at) * _tile, width).CopyTo(new Span<T>(kernel + (at * row) + (tile * _tile), width));
        }
    }

    private int RowAt(int inputAndDelay) => (inputAndDelay / shape.Slots * Rows) + (inputAndDelay % shape.Slots);

    private int WidthOf(int tile) => Math.Min(_tile, shape.Outputs - (tile * _tile));
}
