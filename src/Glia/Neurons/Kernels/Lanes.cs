using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>Up to four variables of as many neurons as a vector has lanes: the state, the parameters, or gradients of either.</summary>
/// <remarks>Four fields, because the compiler keeps a struct in registers up to that many. What A to D mean, each neuron says.</remarks>
internal struct Lanes<T>
    where T : unmanaged
{
    /// <summary>First variable; in a state always the membrane.</summary>
    public Vector<T> A;

    /// <summary>Second variable.</summary>
    public Vector<T> B;

    /// <summary>Third variable.</summary>
    public Vector<T> C;

    /// <summary>Fourth variable.</summary>
    public Vector<T> D;
}
