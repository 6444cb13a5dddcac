using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons.Kernels;

/// <summary>f(v) = −(v − v_rest) + Δ_T exp((v − θ_rh)/Δ_T).</summary>
internal readonly struct ExponentialDrive<T>(double sharpness, double rheobase) : IMembraneDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _sharpness = T.CreateTruncating(sharpness);
    private readonly T _rheobase = T.CreateTruncating(rheobase);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value(Vector<T> v, Vector<T> rest) => rest - v + (Vector.Create(_sharpness) * Upstroke(v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ByMembrane(Vector<T> v, Vector<T> rest) => Upstroke(v) - Vector<T>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ByRest(Vector<T> v, Vector<T> rest) => Vector<T>.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<T> Upstroke(Vector<T> v) => VectorMath.Exp((v - Vector.Create(_rheobase)) / Vector.Create(_sharpness));
}
