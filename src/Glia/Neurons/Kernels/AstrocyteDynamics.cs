using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Leaky integration that an astrocyte modulates. State A = v, B = a. Parameters A = leak 1/τ, B = θ, C = ρ, D = g.</summary>
internal readonly struct AstrocyteDynamics<T>(AstrocyteModulation modulation, double drive, VoltageReset<T> reset) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _additive = modulation == AstrocyteModulation.Additive;
    private readonly bool _gain = modulation == AstrocyteModulation.Gain;
    private readonly bool _threshold = modulation == AstrocyteModulation.Threshold;
    private readonly T _drive = T.CreateTruncating(drive);

    public static int States => 2;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        var modulation = parameters.D * state.B;
        var input = _gain ? current + (current * modulation) : current;
        var membrane = state.A - (state.A * parameters.A) + input;
        state.A = _additive ? membrane + modulation : membrane;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged)
    {
        var distance = charged.A - parameters.B;
        return _threshold ? distance + (parameters.D * charged.B) : distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, parameters.B, Vector<T>.Zero);
        state.B = (parameters.C * state.B) + ((Vector<T>.One - parameters.C) * (spike * Vector.Create(_drive)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var astrocyte = gradient.B;
        parameterGradient.C += astrocyte * (charged.B - (spike * Vector.Create(_drive)));
        gradient.B = astrocyte * parameters.C;
        var unused = Vector<T>.Zero;
        return (astrocyte * (Vector<T>.One - parameters.C) * Vector.Create(_drive))
            + reset.Adjoint(charged.A, spike, parameters.B, Vector<T>.Zero, ref gradient.A, ref parameterGradient.B, ref unused);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        gradient.A += distanceGradient;
        parameterGradient.B -= distanceGradient;
        if (_threshold)
        {
            parameterGradient.D += distanceGradient * charged.B;
            gradient.B += distanceGradient * parameters.D;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var charge = gradient.A;
        var result = charge;
        parameterGradient.A -= charge * before.A;
        gradient.A = charge - (charge * parameters.A);
        if (_additive)
        {
            parameterGradient.D += charge * charged.B;
            gradient.B += charge * parameters.D;
        }
        else if (_gain)
        {
            var driven = charge * current;
            parameterGradient.D += driven * charged.B;
            gradient.B += driven * parameters.D;
            result += charge * parameters.D * charged.B;
        }

        return result;
    }
}
