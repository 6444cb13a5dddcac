using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Surrogates;

/// <summary>Functions of vectors of float or double, resolved when a kernel is compiled.</summary>
internal static class VectorMath
{
    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Of<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Vector.Exp(x.As<T, float>()).As<float, T>() : Vector.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>1 in lanes where the condition's bits are set, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> OneWhere<T>(Vector<T> condition)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.BitwiseAnd(condition, Vector<T>.One);
}
