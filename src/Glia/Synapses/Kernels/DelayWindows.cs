using System.Numerics;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The products of a layer whose synapses reach over few neighbouring delays: only these are computed, whatever the input.</summary>
/// <remarks>
/// <para>A synapse has a first delay and a few taps from there, so that its part in every product is a shift in time and <see cref="TapChunk"/>. The kernel gradient is computed at these
/// delays alone; elsewhere taps are zero with all their derivatives, and nobody reads it.</para>
/// <para>The same bits for any number of threads: a thread owns blocks of samples, whose kernel gradients are added in order.</para>
/// </remarks>
internal sealed unsafe class DelayWindows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Lines of so many channels over 8 + K + 4 steps fit into the first-level cache.
    private const int ChannelsAtOnce = 16;
    private const int PairsAtOnce = 4;
    private readonly DelayShape _shape;
    private readonly int[] _first;
    private readonly int _chunks;

    private DelayWindows(DelayShape shape, int[] first, int chunks) => (_shape, _first, _chunks) = (shape, first, chunks);

    /// <summary>Delays that are computed for each synapse.</summary>
    public int Width => _chunks * TapChunk.Taps;

    private int Margin => _shape.Slots + Width + TapChunk.Steps;

    /// <summary>Finds the windows of a kernel [inputs, K, row].</summary>
    public static DelayWindows<T> Of(ReadOnlySpan<T> kernel, DelayShape shape)
    {
        var (first, last, widest) = (new int[shape.Inputs * shape.Outputs], new int[shape.Outputs], 1);
        for (var input = 0; input < shape.Inputs; input++)
        {
            var own = first.AsSpan(input * shape.Outputs, shape.Outputs);
            own.Fill(-1);
            for (var delay = 0; delay < shape.Slots; delay++)
            {
                var row = kernel.Slice((input * shape.PlaneOf<T>()) + (delay * shape.RowOf<T>()), shape.Outputs);
                for (var output = 0; output < row.Length; output++)
                {
                    if (row[output] != T.Zero)
                    {
                        last[output] = delay;
                        own[output] = own[output] < 0 ? delay : own[output];
                    }
                }
            }

            for (var output = 0; output < own.Length; output++)
            {
                widest = own[output] < 0 ? widest : Math.Max(widest, last[output] - own[output] + 1);
                own[output] = Math.Max(0, own[output]);
            }
        }

        return new DelayWindows<T>(shape, first, (widest + TapChunk.Taps - 1) / TapChunk.Taps);
    }

    /// <summary>Computes the output [T + tail, B, outputs] of the input [T, B, inputs].</summary>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> kernel, Span<T> output)
    {
        var taps = TapsByOutput(kernel);
        fixed (T* x0 = input, y0 = output)
        {
            var (x, y) = ((nint)x0, (nint)y0);
            BlockParallel.Run(BatchLines<T>.BlocksOf(_shape.Batch), block =>
            {
                using var lines = InputLines((T*)x, block);
                var offsets = new int[taps.Length / TapChunk.Taps];
                for (var at = 0; at < offsets.Length; at++)
                {
                    var (synapse, chunk) = (at / _chunks, at % _chunks);
                    var (to, from) = (synapse / _shape.Inputs, synapse % _shape.Inputs);
                    offsets[at] = lines.At(from, -_first[(from * _shape.Outputs) + to] - ((chunk + 1) * TapChunk.Taps) + 1);
                }

                Pass(lines, offsets, taps, (T*)y, _shape.Outputs, _shape.OutputSteps, block);
            });
        }
    }

    /// <summary>Computes the gradient of the kernel at the windows, [inputs, K, row], and that of the input, [T, B, inputs], unless its span is empty.</summary>
    public void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, ReadOnlySpan<T> kernel, Span<T> kernelGradient, Span<T> inputGradient)
    {
        var taps = TapsByInput(kernel);
        var blocks = BatchLines<T>.BlocksOf(_shape.Batch);
        var parts = new T[blocks][];
        fixed (T* x0 = input, up0 = outputGradient, dx0 = inputGradient)
        {
            var (x, up, dx) = ((nint)x0, (nint)up0, (nint)dx0);
            BlockParallel.Run(blocks, block =>
            {
                using var inputs = InputLines((T*)x, block);
                using var gradients = new BatchLines<T>(_shape.Outputs, 0, _shape.Steps, Margin);
                gradients.Read((T*)up, _shape.OutputSteps, _shape.Batch, block);
                var offsets = new int[taps.Length / TapChunk.Taps];
                for (var at = 0; at < offsets.Length; at++)
                {
                    offsets[at] = gradients.At(at / _chunks % _shape.Outputs, _first[at / _chunks] + (at % _chunks * TapChunk.Taps));
                }

                parts[block] = Correlate(inputs, gradients, offsets);
                if (dx != 0)
                {
                    Pass(gradients, offsets, taps, (T*)dx, _shape.Inputs, _shape.Steps, block);
                }
            });
        }

        Gather(parts, kernelGradient);
    }

    private BatchLines<T> InputLines(T* input, int block)
    {
        var lines = new BatchLines<T>(_shape.Inputs, Margin, _shape.Steps, _shape.Tail + TapChunk.Steps);
        lines.Read(input, _shape.Steps, _shape.Batch, block);
        return lines;
    }

    // [outputs, inputs, width], each chunk backwards: the latest delay meets the earliest step.
    private T[] TapsByOutput(ReadOnlySpan<T> kernel)
    {
        var taps = new T[_first.Length * Width];
        for (var input = 0; input < _shape.Inputs; input++)
        {
            for (var output = 0; output < _shape.Outputs; output++)
            {
                var to = taps.AsSpan(((output * _shape.Inputs) + input) * Width, Width);
                ReadTaps(kernel, input, output, to);
                for (var chunk = 0; chunk < _chunks; chunk++)
                {
                    to.Slice(chunk * TapChunk.Taps, TapChunk.Taps).Reverse();
                }
            }
        }

        return taps;
    }

    // [inputs, outputs, width].
    private T[] TapsByInput(ReadOnlySpan<T> kernel)
    {
        var taps = new T[_first.Length * Width];
        for (var synapse = 0; synapse < _first.Length; synapse++)
        {
            ReadTaps(kernel, synapse / _shape.Outputs, synapse % _shape.Outputs, taps.AsSpan(synapse * Width, Width));
        }

        return taps;
    }

    private void ReadTaps(ReadOnlySpan<T> kernel, int input, int output, Span<T> to)
    {
        var first = _first[(input * _shape.Outputs) + output];
        var from = (input * _shape.PlaneOf<T>()) + (first * _shape.RowOf<T>()) + output;
        for (var tap = 0; tap < to.Length && first + tap < _shape.Slots; tap++)
        {
            to[tap] = kernel[from + (tap * _shape.RowOf<T>())];
        }
    }

    // Adds up, for eight steps after eight steps, every channel of a signal [steps, B, channels] over the channels of the lines.
    private void Pass(BatchLines<T> lines, int[] offsets, T[] taps, T* signal, int channels, int steps, int block)
    {
        var (lanes, sources) = (BatchLines<T>.Lanes, lines.Channels);
        var size = TapChunk.Steps * lanes;
        using var room = new AlignedBuffer<T>(channels * size);
        var sums = room.Data;
        fixed (int* offset = offsets)
        fixed (T* tap = taps)
        {
            for (var step = 0; step < steps; step += TapChunk.Steps)
            {
                room.Clear();
                for (var source = 0; source < sources; source += ChannelsAtOnce)
                {
                    var count = Math.Min(ChannelsAtOnce, sources - source) * _chunks;
                    for (var channel = 0; channel < channels; channel++)
                    {
                        var synapse = ((channel * sources) + source) * _chunks;
                        TapChunk.Accumulate(sums + (channel * size), lines.Data + (step * lanes), offset + synapse, tap + (synapse * TapChunk.Taps), count);
                    }
                }

                BatchLines<T>.Write(sums, signal, channels, step, steps, _shape.Batch, block);
            }
        }
    }

    // [inputs, outputs, width]
    private T[] Correlate(BatchLines<T> inputs, BatchLines<T> gradients, int[] offsets)
    {
        var products = new T[_first.Length * Width];
        var steps = (_shape.Steps + 1) / 2 * 2;
        fixed (int* offset = offsets)
        fixed (T* product = products)
        {
            for (var block = 0; block < _shape.Inputs; block += PairsAtOnce)
            {
                for (var output = 0; output < _shape.Outputs; output++)
                {
                    for (var input = block; input < Math.Min(block + PairsAtOnce, _shape.Inputs); input++)
                    {
                        var synapse = ((input * _shape.Outputs) + output) * _chunks;
                        for (var at = synapse; at < synapse + _chunks; at++)
                        {
                            TapChunk.Correlate(inputs.Data + inputs.At(input, 0), gradients.Data + offset[at], steps, product + (at * TapChunk.Taps));
                        }
                    }
                }
            }
        }

        return products;
    }

    private void Gather(T[][] parts, Span<T> kernelGradient)
    {
        for (var synapse = 0; synapse < _first.Length; synapse++)
        {
            var (input, output) = (synapse / _shape.Outputs, synapse % _shape.Outputs);
            for (var tap = 0; tap < Width && _first[synapse] + tap < _shape.Slots; tap++)
            {
                var sum = T.Zero;
                foreach (var part in parts)
                {
                    sum += part[(synapse * Width) + tap];
                }

                kernelGradient[(input * _shape.PlaneOf<T>()) + ((_first[synapse] + tap) * _shape.RowOf<T>()) + output] = sum;
            }
        }
    }
}
