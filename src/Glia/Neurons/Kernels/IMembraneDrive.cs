using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The membrane's own current f(v) in h = v + (x + f(v))/τ, with its derivatives.</summary>
internal interface IMembraneDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>f at v.</summary>
    Vector<T> Value(Vector<T> v, Vector<T> rest);

    /// <summary>∂f/∂v.</summary>
    Vector<T> ByMembrane(Vector<T> v, Vector<T> rest);

    /// <summary>∂f/∂v_rest.</summary>
    Vector<T> ByRest(Vector<T> v, Vector<T> rest);
}
