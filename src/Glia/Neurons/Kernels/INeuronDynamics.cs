using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The equations of a neuron, for one step of as many neurons as a vector has lanes, and their adjoints.</summary>
/// <remarks>
/// <para>A step is charge, fire, reset: the state takes up the current; the spike depends on the distance z of the charged state from the threshold;
/// the reset makes the next state out of charged state and spike. What fires, and with which surrogate, is not the neuron's affair.</para>
/// <para>An adjoint turns the gradient of what the function gave into the gradient of what it took, in place, and adds to the parameters' gradients.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal interface INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of state variables, from A on; at most three.</summary>
    static abstract int States { get; }

    /// <summary>Number of parameters, from A on.</summary>
    static abstract int Parameters { get; }

    /// <summary>Whether the adjoint of <see cref="Charge"/> needs the state before the step even where no parameter is learned.</summary>
    static abstract bool ReadsStateBefore { get; }

    /// <summary>Takes up the current: state of the last step in, charged state out.</summary>
    void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state);

    /// <summary>Returns z, what must reach 0 for a spike.</summary>
    Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged);

    /// <summary>Resets what fired: charged state in, state after the step out.</summary>
    void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state);

    /// <summary>Adjoint of <see cref="Reset"/>; returns the gradient of the spike.</summary>
    Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient);

    /// <summary>Adjoint of <see cref="Distance"/>; adds to the gradient of the charged state.</summary>
    void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient);

    /// <summary>Adjoint of <see cref="Charge"/>; returns the gradient of the current.</summary>
    Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient);
}
