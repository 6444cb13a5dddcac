using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>The memory of a CPU tensor as a span, without a copy.</summary>
/// <remarks>
/// <para>A span does not keep its tensor alive, and the collector cannot see it. The tensor must be owned for as long as the span is used: by a
/// dispose scope, a <c>using</c>, a field, or <see cref="GC.KeepAlive"/> after the last use. Never take a span of a temporary (<c>(a * b).AsSpan&lt;float&gt;()</c>)
/// outside a dispose scope. A span of a disposed tensor is freed memory.</para>
/// <para>Writing through a span is invisible to autograd: write only to tensors that no later <c>backward</c> needs the old values of.</para>
/// </remarks>
public static partial class TensorSpans
{
    /// <summary>Returns the elements of a tensor, to read and to write, in row-major order.</summary>
    /// <typeparam name="T">float, double, int, long, byte, sbyte, short or bool, as the tensor's element type.</typeparam>
    /// <param name="tensor">Any shape; on the CPU, contiguous.</param>
    /// <exception cref="ArgumentException">The tensor has another element type, is not contiguous, is not on the CPU, or has more than 2³¹−1 elements.</exception>
    public static unsafe Span<T> AsSpan<T>(this Tensor tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new ArgumentException($"A span needs a tensor on the CPU; this one is on {tensor.device_type}. Call cpu() first.", nameof(tensor));
        }

        if (tensor.dtype != ElementType<T>())
        {
            throw new ArgumentException(
                $"A span of {typeof(T).Name} needs a tensor of {ElementType<T>()}; this one has {tensor.dtype}. Call to_type first, which copies.", nameof(tensor));
        }

        if (!tensor.is_contiguous())
        {
            throw new ArgumentException("A span needs a contiguous tensor; this one is a strided view. Call contiguous() first, which copies.", nameof(tensor));
        }

        var count = tensor.numel();
        if (count > int.MaxValue)
        {
            throw new ArgumentException($"A span holds at most {int.MaxValue} elements; this tensor has {count}. Take spans of slices.", nameof(tensor));
        }

        var span = new Span<T>((void*)DataOf(tensor.Handle), (int)count);
        GC.KeepAlive(tensor);
        return span;
    }

    /// <summary>Returns the elements of a tensor, to read, in row-major order.</summary>
    /// <inheritdoc cref="AsSpan{T}"/>
    public static ReadOnlySpan<T> AsReadOnlySpan<T>(this Tensor tensor)
        where T : unmanaged => tensor.AsSpan<T>();

    private static ScalarType ElementType<T>() =>
        typeof(T) == typeof(float) ? ScalarType.Float32
        : typeof(T) == typeof(double) ? ScalarType.Float64
        : typeof(T) == typeof(long) ? ScalarType.Int64
        : typeof(T) == typeof(int) ? ScalarType.Int32
        : typeof(T) == typeof(short) ? ScalarType.Int16
        : typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(sbyte) ? ScalarType.Int8
        : typeof(T) == typeof(bool) ? ScalarType.Bool
        : throw new ArgumentException($"No tensor has elements of type {typeof(T).Name}; use float, double, long, int, short, byte, sbyte or bool.");

    // TorchSharp's own accessor allocates twice and reads element by element.
    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    private static partial nint DataOf(nint tensor);
}
