using System.Numerics;
using System.Numerics.Tensors;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The products of a layer whose kernels over delays lie in few directions: signals are projected onto these first, and fewer products are left.</summary>
/// <remarks>
/// <para>kernel[i, d, o] = Σ over directions r of U[r, d] · M[i, r, o]; out[t, o] = Σ over i, r of M[i, r, o] · (Σ over d of U[r, d] · x[t − d, i]), and likewise the gradient of the input from
/// that of the output. Eight steps and a few sources at a time, so that what is projected stays in the first-level cache.</para>
/// <para>The same bits for any number of threads: a thread owns blocks of samples.</para>
/// </remarks>
internal sealed unsafe class DelayComponents<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsAtOnce = 60;
    private readonly DelayShape _shape;
    private readonly T[][] _basis;
    private readonly T[] _mixing;
    private readonly int _chunks;
    private readonly int _sourcesAtOnce;

    /// <summary>Decomposes a kernel [inputs, K, row].</summary>
    public DelayComponents(DelayShape shape, double[][] basis, ReadOnlySpan<T> kernel)
    {
        _shape = shape;
        _chunks = (shape.Slots + TapChunk.Taps - 1) / TapChunk.Taps;
        _basis = [.. basis.Select(direction => direction.Select(T.CreateChecked).ToArray())];
        _sourcesAtOnce = Math.Max(1, RowsAtOnce / basis.Length);
        _mixing = Mixing(kernel);
    }

    /// <summary>Number of directions.</summary>
    public int Rank => _basis.Length;

    private int Margin => _shape.Slots + (_chunks * TapChunk.Taps) + TapChunk.Steps;

    /// <summary>Computes the output [T + tail, B, outputs] of the input [T, B, inputs].</summary>
    public void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        var taps = Taps(backwards: true);
        var factors = Factors(_shape.Inputs, _shape.Outputs, (from, r, to) => _mixing[(((from * Rank) + r) * _shape.Outputs) + to]);
        fixed (T* x0 = input, y0 = output)
        {
            var (x, y) = ((nint)x0, (nint)y0);
            BlockParallel.Run(BatchLines<T>.BlocksOf(_shape.Batch), block =>
            {
                using var lines = new BatchLines<T>(_shape.Inputs, Margin, _shape.Steps, _shape.Tail + TapChunk.Steps);
                lines.Read((T*)x, _shape.Steps, _shape.Batch, block);
                Pass(lines, chunk => -((chunk + 1) * TapChunk.Taps) + 1, taps, factors, (T*)y, _shape.Outputs, _shape.OutputSteps, block);
            });
        }
    }

    /// <summary>Computes the gradient of the input, [T, B, inputs], from that of the output, [T + tail, B, outputs].</summary>
    public void InputGradient(ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var taps = Taps(backwards: false);
        var factors = Factors(_shape.Outputs, _shape.Inputs, (from, r, to) => _mixing[(((to * Rank) + r) * _shape.Outputs) + from]);
        fixed (T* up0 = outputGradient, dx0 = inputGradient)
        {
            var (up, dx) = ((nint)up0, (nint)dx0);
            BlockParallel.Run(BatchLines<T>.BlocksOf(_shape.Batch), block =>
            {
                using var lines = new BatchLines<T>(_shape.Outputs, 0, _shape.Steps, Margin);
                lines.Read((T*)up, _shape.OutputSteps, _shape.Batch, block);
                Pass(lines, chunk => chunk * TapChunk.Taps, taps, factors, (T*)dx, _shape.Inputs, _shape.Steps, block);
            });
        }
    }

    // [inputs, directions, outputs]
    private T[] Mixing(ReadOnlySpan<T> kernel)
    {
        var mixing = new T[_shape.Inputs * Rank * _shape.Outputs];
        for (var input = 0; input < _shape.Inputs; input++)
        {
            for (var r = 0; r < Rank; r++)
            {
                var to = mixing.AsSpan(((input * Rank) + r) * _shape.Outputs, _shape.Outputs);
                for (var delay = 0; delay < _shape.Slots; delay++)
                {
                    var from = kernel.Slice((input * _shape.PlaneOf<T>()) + (delay * _shape.RowOf<T>()), _shape.Outputs);
                    TensorPrimitives.MultiplyAdd(from, _basis[r][delay], to, to);
                }
            }
        }

        return mixing;
    }

    // [directions, chunks, taps]
    private T[] Taps(bool backwards)
    {
        var taps = new T[Rank * _chunks * TapChunk.Taps];
        for (var r = 0; r < Rank; r++)
        {
            for (var delay = 0; delay < _shape.Slots; delay++)
            {
                var (chunk, tap) = (delay / TapChunk.Taps, delay % TapChunk.Taps);
                taps[(((r * _chunks) + chunk) * TapChunk.Taps) + (backwards ? TapChunk.Taps - 1 - tap : tap)] = _basis[r][delay];
            }
        }

        return taps;
    }

    // [blocks of sources, groups of channels, sources · directions, channels of a group]: in the order in which they are read.
    private T[] Factors(int sources, int channels, Func<int, int, int, T> mixing)
    {
        var groups = (channels + ChannelMix.Channels - 1) / ChannelMix.Channels;
        var factors = new T[groups * ChannelMix.Channels * sources * Rank];
        var at = 0;
        for (var first = 0; first < sources; first += _sourcesAtOnce)
        {
            for (var group = 0; group < groups; group++)
            {
                for (var source = first; source < Math.Min(first + _sourcesAtOnce, sources); source++)
                {
                    for (var r = 0; r < Rank; r++)
                    {
                        for (var channel = group * ChannelMix.Channels; channel < (group + 1) * ChannelMix.Channels; channel++)
                        {
                            factors[at++] = channel < channels ? mixing(source, r, channel) : T.Zero;
                        }
                    }
                }
            }
        }

        return factors;
    }

    private void Pass(BatchLines<T> lines, Func<int, int> shift, T[] taps, T[] factors, T* signal, int channels, int steps, int block)
    {
        var size = TapChunk.Steps * BatchLines<T>.Lanes;
        var groups = (channels + ChannelMix.Channels - 1) / ChannelMix.Channels;
        using var sumRoom = new AlignedBuffer<T>(groups * ChannelMix.Channels * size);
        using var panelRoom = new AlignedBuffer<T>(_sourcesAtOnce * Rank * size);
        var sums = sumRoom.Data;
        var panel = panelRoom.Data;
        int[] shifts = [.. Enumerable.Range(0, _chunks).Select(chunk => lines.At(0, shift(chunk)))];
        fixed (T* tap = taps, factor = factors)
        fixed (int* offset = shifts)
        {
            for (var step = 0; step < steps; step += TapChunk.Steps)
            {
                sumRoom.Clear();
                for (var first = 0; first < lines.Channels; first += _sourcesAtOnce)
                {
                    var count = Math.Min(_sourcesAtOnce, lines.Channels - first);
                    panelRoom.Clear();
                    for (var row = 0; row < count * Rank; row++)
                    {
                        var line = lines.Data + ((((first + (row / Rank)) * lines.Length) + step) * BatchLines<T>.Lanes);
                        TapChunk.Accumulate(panel + (row * size), line, offset, tap + (row % Rank * _chunks * TapChunk.Taps), _chunks);
                    }

                    var of = factor + (first * Rank * groups * ChannelMix.Channels);
                    for (var group = 0; group < groups; group++, of += count * Rank * ChannelMix.Channels)
                    {
                        ChannelMix.Accumulate(sums + (group * ChannelMix.Channels * size), panel, of, count * Rank);
                    }
                }

                BatchLines<T>.Write(sums, signal, channels, step, steps, _shape.Batch, block);
            }
        }
    }
}
