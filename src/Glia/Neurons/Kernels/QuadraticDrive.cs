using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>f(v) = a₀ (v − v_rest)(v − v_c).</summary>
internal readonly struct QuadraticDrive<T>(double curvature, double critical) : IMembraneDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _curvature = T.CreateTruncating(curvature);
    private readonly T _critical = T.CreateTruncating(critical);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value(Vector<T> v, Vector<T> rest) => Vector.Create(_curvature) * (v - rest) * (v - Vector.Create(_critical));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ByMembrane(Vector<T> v, Vector<T> rest) => Vector.Create(_curvature) * (v - rest + (v - Vector.Create(_critical)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ByRest(Vector<T> v, Vector<T> rest) => Vector.Create(_curvature) * (Vector.Create(_critical) - v);
}
