using System.Numerics;

namespace Glia.Neurons.Surrogates;

/// <summary>A surrogate gradient: a function that stands in for the derivative of the spike's step function.</summary>
/// <remarks>Implement it as a struct: the kernels are compiled for each, without a call per element. Pass it to <see cref="Surrogate.Of{TFunction}"/>.</remarks>
public interface ISurrogateFunction
{
    /// <summary>Returns ds/dz at each lane's z = h − θ.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="z">Distances from the threshold.</param>
    Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Returns the primitive of <see cref="Derivative{T}"/> that is ½ at z = 0.</summary>
    /// <param name="z">Distance from the threshold.</param>
    double Primitive(double z);
}
