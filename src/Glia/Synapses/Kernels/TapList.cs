using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The taps of a kernel that are not zero, input by input: what the gradient of the input costs when taps are narrow.</summary>
/// <remarks>
/// <para>∂x[t, i] = Σ over taps (o, d) of i of kernel[i, d, o] · ∂out[t + d, o]: with time along the vector, one number times a shifted row a tap,
/// and sums that stay in registers.</para>
/// </remarks>
internal sealed unsafe class TapList<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Chunk = 4;
    private readonly DelayShape _shape;
    private readonly int[] _starts;
    private readonly int[] _offsets;
    private readonly T[] _values;
    private readonly int _time;
    private readonly int _line;

    private TapList(DelayShape shape, int[] starts, int[] offsets, T[] values)
    {
        (_shape, _starts, _offsets, _values) = (shape, starts, offsets, values);
        _time = RoundUp(shape.Steps);
        _line = LineOf(shape);
    }

    /// <summary>Numbers in the kernel that are not zero.</summary>
    public static int Count(ReadOnlySpan<T> kernel) => kernel.Length - kernel.Count(T.Zero);

    /// <summary>Lists the taps of a kernel [inputs, K, row].</summary>
    public static TapList<T> Of(ReadOnlySpan<T> kernel, DelayShape shape)
    {
        var count = Count(kernel);
        var (starts, offsets, values) = (new int[shape.Inputs + 1], new int[count], new T[count]);
        var (row, line, at) = (shape.RowOf<T>(), LineOf(shape), 0);
        for (var input = 0; input < shape.Inputs; input++)
        {
            var plane = kernel.Slice(input * shape.PlaneOf<T>(), shape.PlaneOf<T>());
            for (var output = 0; output < shape.Outputs; output++)
            {
                for (var delay = 0; delay < shape.Slots; delay++)
                {
                    var value = plane[(delay * row) + output];
                    if (value != T.Zero)
                    {
                        (offsets[at], values[at]) = ((output * line) + delay, value);
                        at++;
                    }
                }
            }

            starts[input + 1] = at;
        }

        return new TapList<T>(shape, starts, offsets, values);
    }

    /// <summary>Computes the gradient of the input, [T, B, inputs], from the padded output gradient of <see cref="DelayProducts{T}.Padded"/>.</summary>
    public void InputGradient(AlignedBuffer<T> padded, Span<T> inputGradient)
    {
        fixed (T* x0 = inputGradient)
        {
            var x = (nint)x0;
            BlockParallel.Run(_shape.Batch, sample => Sample(sample, padded.Data, (T*)x));
        }
    }

    private void Sample(int sample, T* padded, T* inputGradient)
    {
        var tile = DelayShape.TileOf<T>();
        var (lines, sums) = (new T[_shape.Outputs * _line], new T[_time]);
        for (var output = 0; output < _shape.Outputs; output++)
        {
            var from = padded + (((output / tile * _shape.Batch) + sample) * _shape.Window * tile) + (output % tile);
            for (var step = 0; step < _shape.OutputSteps; step++)
            {
                lines[(output * _line) + step] = from[step * tile];
            }
        }

        fixed (T* line = lines, sum = sums, value = _values)
        fixed (int* offset = _offsets)
        {
            for (var input = 0; input < _shape.Inputs; input++)
            {
                Input(line, sum, value, offset, _starts[input], _starts[input + 1]);
                for (var step = 0; step < _shape.Steps; step++)
                {
                    inputGradient[(((step * _shape.Batch) + sample) * _shape.Inputs) + input] = sum[step];
                }
            }
        }
    }

    private void Input(T* line, T* sum, T* value, int* offset, int first, int last)
    {
        var step = 0;
        for (; step + (Chunk * Vector<T>.Count) <= _time; step += Chunk * Vector<T>.Count)
        {
            Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var tap = first; tap < last; tap++)
            {
                var by = new Vector<T>(value[tap]);
                var from = line + offset[tap] + step;
                s0 = Fused.MultiplyAdd(by, Read(from), s0);
                s1 = Fused.MultiplyAdd(by, Read(from + Vector<T>.Count), s1);
                s2 = Fused.MultiplyAdd(by, Read(from + (2 * Vector<T>.Count)), s2);
                s3 = Fused.MultiplyAdd(by, Read(from + (3 * Vector<T>.Count)), s3);
            }

            Unsafe.WriteUnaligned(sum + step, s0);
            Unsafe.WriteUnaligned(sum + step + Vector<T>.Count, s1);
            Unsafe.WriteUnaligned(sum + step + (2 * Vector<T>.Count), s2);
            Unsafe.WriteUnaligned(sum + step + (3 * Vector<T>.Count), s3);
        }

        for (; step < _time; step += Vector<T>.Count)
        {
            Vector<T> s = default;
            for (var tap = first; tap < last; tap++)
            {
                s = Fused.MultiplyAdd(new Vector<T>(value[tap]), Read(line + offset[tap] + step), s);
            }

            Unsafe.WriteUnaligned(sum + step, s);
        }
    }

    private static Vector<T> Read(T* at) => Unsafe.ReadUnaligned<Vector<T>>(at);

    private static int RoundUp(int steps) => (steps + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;

    // A line holds every step that a shifted vector can touch.
    private static int LineOf(DelayShape shape) => RoundUp(shape.Steps) + shape.Slots - 1;
}
