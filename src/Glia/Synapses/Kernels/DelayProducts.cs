using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Kernels;

namespace Glia.Synapses.Kernels;

/// <summary>The products of a layer with delays, at a cost that goes with the number of inputs that are not zero.</summary>
/// <remarks>
/// <para>Forward: out[t + d, b] += x[t, b, i] · kernel[i, d], for t, then i, in ascending order, so that an event-driven run adds in the same order.
/// Kernel gradient: ∂kernel[i, d] += x[t, b, i] · ∂out[t + d, b]. In both, K rows of outputs lie one behind the other: one product of a number and a vector.</para>
/// <para>The same bits for any number of threads: a thread owns samples forward and inputs backward.</para>
/// </remarks>
internal sealed unsafe class DelayProducts<T>(DelayShape shape)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int InputBlock = 8;
    private readonly int _row = shape.RowOf<T>();
    private readonly int _plane = shape.PlaneOf<T>();

    /// <summary>Adds up the output [T + tail, B, outputs] of the input [T, B, inputs].</summary>
    public void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> kernel, Span<T> output)
    {
        fixed (T* x0 = input, k0 = kernel, y0 = output)
        {
            var (x, k, y) = ((nint)x0, (nint)k0, (nint)y0);
            BlockParallel.Run(shape.Batch, sample => ForwardSample(sample, (T*)x, (T*)k, (T*)y));
        }
    }

    /// <summary>Returns the output gradient as [B, T + K − 1, row], with zeros after the tail: the layout that the backward passes read.</summary>
    public T[] Padded(ReadOnlySpan<T> outputGradient)
    {
        var padded = new T[shape.Batch * shape.Window * _row];
        fixed (T* g0 = outputGradient, p0 = padded)
        {
            var (g, p) = ((nint)g0, (nint)p0);
            BlockParallel.Run(shape.Batch, sample =>
            {
                for (var step = 0; step < shape.OutputSteps; step++)
                {
                    var from = new ReadOnlySpan<T>((T*)g + (((step * shape.Batch) + sample) * shape.Outputs), shape.Outputs);
                    from.CopyTo(new Span<T>((T*)p + (((sample * shape.Window) + step) * _row), shape.Outputs));
                }
            });
        }

        return padded;
    }

    /// <summary>Adds up the gradient of the kernel, [inputs, K, row], zero before.</summary>
    public void KernelGradient(ReadOnlySpan<T> input, ReadOnlySpan<T> padded, Span<T> kernelGradient)
    {
        fixed (T* x0 = input, p0 = padded, k0 = kernelGradient)
        {
            var (x, p, k) = ((nint)x0, (nint)p0, (nint)k0);
            BlockParallel.Run((shape.Inputs + InputBlock - 1) / InputBlock, block =>
            {
                var (first, last) = (block * InputBlock, Math.Min(shape.Inputs, (block + 1) * InputBlock));
                for (var sample = 0; sample < shape.Batch; sample++)
                {
                    for (var step = 0; step < shape.Steps; step++)
                    {
                        var values = (T*)x + (((step * shape.Batch) + sample) * shape.Inputs);
                        for (var at = first; at < last; at++)
                        {
                            if (values[at] != T.Zero)
                            {
                                Axpy((T*)k + (at * _plane), (T*)p + (((sample * shape.Window) + step) * _row), values[at], _plane);
                            }
                        }
                    }
                }
            });
        }
    }

    private void ForwardSample(int sample, T* input, T* kernel, T* output)
    {
        var sums = new T[shape.Window * _row];
        fixed (T* sum = sums)
        {
            for (var step = 0; step < shape.Steps; step++)
            {
                var values = input + (((step * shape.Batch) + sample) * shape.Inputs);
                for (var at = 0; at < shape.Inputs; at++)
                {
                    if (values[at] != T.Zero)
                    {
                        Axpy(sum + (step * _row), kernel + (at * _plane), values[at], _plane);
                    }
                }
            }

            for (var step = 0; step < shape.OutputSteps; step++)
            {
                new ReadOnlySpan<T>(sum + (step * _row), shape.Outputs).CopyTo(new Span<T>(output + (((step * shape.Batch) + sample) * shape.Outputs), shape.Outputs));
            }
        }
    }

    // The length is a multiple of the vector's.
    private static void Axpy(T* to, T* from, T factor, int length)
    {
        var by = new Vector<T>(factor);
        for (var i = 0; i < length; i += Vector<T>.Count)
        {
            Unsafe.WriteUnaligned(to + i, Fused.MultiplyAdd(by, Unsafe.ReadUnaligned<Vector<T>>(from + i), Unsafe.ReadUnaligned<Vector<T>>(to + i)));
        }
    }
}
