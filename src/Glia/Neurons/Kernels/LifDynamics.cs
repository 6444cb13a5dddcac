using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Leaky integration. State A = v. Parameters A = leak 1/τ, B = θ, C = v_reset, D = resting potential.</summary>
internal readonly struct LifDynamics<T>(InputDecay decay, VoltageReset<T> reset) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _decayInput = decay == InputDecay.Decayed;

    public static int States => 1;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        var above = state.A - parameters.D;
        state.A = _decayInput ? state.A + ((current - above) * parameters.A) : state.A - (above * parameters.A) + current;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - parameters.B;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state) =>
        state.A = reset.Apply(state.A, spike, parameters.B, parameters.C);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient) =>
        reset.Adjoint(charged.A, spike, parameters.B, parameters.C, ref gradient.A, ref parameterGradient.B, ref parameterGradient.C);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        gradient.A += distanceGradient;
        parameterGradient.B -= distanceGradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var charge = gradient.A;
        var leaked = charge * parameters.A;
        var above = before.A - parameters.D;
        parameterGradient.A += charge * (_decayInput ? current - above : -above);
        parameterGradient.D += leaked;
        gradient.A = charge - leaked;
        return _decayInput ? leaked : charge;
    }
}
