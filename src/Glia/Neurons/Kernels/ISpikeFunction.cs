using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons.Kernels;

/// <summary>The spike as a function of the distance z from the threshold, and the derivative that training uses.</summary>
internal interface ISpikeFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The output at z.</summary>
    Vector<T> Spike(Vector<T> z);

    /// <summary>The derivative at z.</summary>
    Vector<T> Derivative(Vector<T> z);
}

/// <summary>0 or 1 forward, a surrogate backward.</summary>
internal readonly struct StepSpike<T, TFunction>(TFunction surrogate, ThresholdComparison comparison) : ISpikeFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, ISurrogateFunction
{
    private readonly bool _strict = comparison == ThresholdComparison.Greater;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Spike(Vector<T> z) =>
        VectorMath.OneWhere(_strict ? Vector.GreaterThan(z, Vector<T>.Zero) : Vector.GreaterThanOrEqual(z, Vector<T>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative(Vector<T> z) => surrogate.Derivative(z);
}

/// <summary>The surrogate's primitive forward, the surrogate backward: a smooth unit whose gradient is exact.</summary>
internal readonly struct SmoothSpike<T, TFunction>(TFunction surrogate) : ISpikeFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TFunction : struct, ISurrogateFunction
{
    public Vector<T> Spike(Vector<T> z)
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        z.CopyTo(lanes);
        foreach (ref var lane in lanes)
        {
            lane = T.CreateTruncating(surrogate.Primitive(double.CreateTruncating(lane)));
        }

        return new Vector<T>(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative(Vector<T> z) => surrogate.Derivative(z);
}
