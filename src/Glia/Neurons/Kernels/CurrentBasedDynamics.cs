using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Leaky integration of a synaptic current. State A = v, B = i. Parameters A = 1/τ of the membrane, B = 1/τ of the synapse, C = θ, D = v_leak.</summary>
internal readonly struct CurrentBasedDynamics<T>(InputDecay decay, VoltageReset<T> reset, double resetPotential) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _decayInput = decay == InputDecay.Decayed;
    private readonly T _reset = T.CreateTruncating(resetPotential);

    public static int States => 2;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        state.B += current;
        var below = parameters.D - state.A;
        state.A += _decayInput ? parameters.A * (below + state.B) : (parameters.A * below) + state.B;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - parameters.C;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, parameters.C, Vector.Create(_reset));
        state.B -= parameters.B * state.B;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        parameterGradient.B -= gradient.B * charged.B;
        gradient.B -= gradient.B * parameters.B;
        var unused = Vector<T>.Zero;
        return reset.Adjoint(charged.A, spike, parameters.C, Vector.Create(_reset), ref gradient.A, ref parameterGradient.C, ref unused);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        gradient.A += distanceGradient;
        parameterGradient.C -= distanceGradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var charge = gradient.A;
        var leaked = charge * parameters.A;
        var below = parameters.D - before.A;
        parameterGradient.A += charge * (_decayInput ? below + charged.B : below);
        parameterGradient.D += leaked;
        gradient.A = charge - leaked;
        gradient.B += _decayInput ? leaked : charge;
        return gradient.B;
    }
}
