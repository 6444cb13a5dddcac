using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons.Kernels;

/// <summary>Element-wise parts of an expressive leaky memory neuron, over padded rows.</summary>
internal static unsafe class MemoryRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double TanhScale = 1.7159;
    private const double TanhSlope = 2.0 / 3;

    /// <summary>z = κ m, for eight rows.</summary>
    public static void Retain(T* memory, T* retention, T* retained, int stride)
    {
        for (nint r = 0; r < RowProducts<T>.Rows; r++)
        {
            for (nint c = 0; c < stride; c += Vector<T>.Count)
            {
                (Vector.Load(retention + c) * Vector.Load(memory + (r * stride) + c)).Store(retained + (r * stride) + c);
            }
        }
    }

    /// <summary>Pre-activation += drive; hidden = activation of it.</summary>
    public static void Activate(T* preActivation, T* drive, T* hidden, int length, MemoryActivation activation)
    {
        for (nint c = 0; c < length; c += Vector<T>.Count)
        {
            var x = Vector.Load(preActivation + c) + Vector.Load(drive + c);
            x.Store(preActivation + c);
            Value(x, activation).Store(hidden + c);
        }
    }

    /// <summary>Update = 1.7159 tanh(2 (q + bias)/3); memory = retained + gain · update, for eight rows.</summary>
    public static void Write(T* update, T* bias, T* retained, T* gain, T* memory, int stride)
    {
        for (nint r = 0; r < RowProducts<T>.Rows; r++)
        {
            for (nint c = 0; c < stride; c += Vector<T>.Count)
            {
                var at = (r * stride) + c;
                var scaled = (Vector.Load(update + at) + Vector.Load(bias + c)) * VectorMath.Of<T>(2 * TanhSlope);
                var tanh = Vector<T>.One - (VectorMath.Of<T>(2) / (VectorMath.Exp(scaled) + Vector<T>.One));
                var value = tanh * VectorMath.Of<T>(TanhScale);
                value.Store(update + at);
                (Vector.Load(retained + at) + (Vector.Load(gain + c) * value)).Store(memory + at);
            }
        }
    }

    /// <summary>From the gradient of the memories to that of the update's input; sums the gradient of the gain.</summary>
    public static void WriteAdjoint(T* memoryGradient, T* update, T* gain, T* inputGradient, T* gainGradient, int stride)
    {
        for (nint r = 0; r < RowProducts<T>.Rows; r++)
        {
            for (nint c = 0; c < stride; c += Vector<T>.Count)
            {
                var at = (r * stride) + c;
                var (upstream, value) = (Vector.Load(memoryGradient + at), Vector.Load(update + at));
                var tanh = value * VectorMath.Of<T>(1 / TanhScale);
                var slope = (Vector<T>.One - (tanh * tanh)) * VectorMath.Of<T>(TanhScale * TanhSlope);
                (upstream * Vector.Load(gain + c) * slope).Store(inputGradient + at);
                (Vector.Load(gainGradient + c) + (upstream * value)).Store(gainGradient + c);
            }
        }
    }

    /// <summary>From the gradient of the hidden layer to that of its input, in place; hidden = activation, once more.</summary>
    public static void ActivateAdjoint(T* gradient, T* preActivation, T* hidden, int length, MemoryActivation activation)
    {
        for (nint c = 0; c < length; c += Vector<T>.Count)
        {
            var x = Vector.Load(preActivation + c);
            Value(x, activation).Store(hidden + c);
            (Vector.Load(gradient + c) * Slope(x, activation)).Store(gradient + c);
        }
    }

    /// <summary>From the gradients of memories and of what the hidden layer read to that of the memories before; sums the gradient of κ.</summary>
    public static void RetainAdjoint(T* memoryGradient, T* readGradient, T* retention, T* before, T* retentionGradient, int stride)
    {
        for (nint r = 0; r < RowProducts<T>.Rows; r++)
        {
            for (nint c = 0; c < stride; c += Vector<T>.Count)
            {
                var at = (r * stride) + c;
                var retained = Vector.Load(memoryGradient + at) + Vector.Load(readGradient + at);
                (Vector.Load(retentionGradient + c) + (retained * Vector.Load(before + at))).Store(retentionGradient + c);
                (retained * Vector.Load(retention + c)).Store(memoryGradient + at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Value(Vector<T> x, MemoryActivation activation) => activation switch
    {
        MemoryActivation.Relu => Vector.Max(x, Vector<T>.Zero),
        MemoryActivation.Silu => x / (Vector<T>.One + VectorMath.Exp(-x)),
        _ => x,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Slope(Vector<T> x, MemoryActivation activation)
    {
        if (activation == MemoryActivation.Relu)
        {
            return VectorMath.OneWhere(Vector.GreaterThan(x, Vector<T>.Zero));
        }

        if (activation == MemoryActivation.Identity)
        {
            return Vector<T>.One;
        }

        var sigmoid = Vector<T>.One / (Vector<T>.One + VectorMath.Exp(-x));
        return sigmoid * (Vector<T>.One + (x * (Vector<T>.One - sigmoid)));
    }
}
