using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Integration with a current of the membrane's own. State A = v. Parameters A = 1/τ, B = θ, C = v_reset, D = v_rest.</summary>
internal readonly struct DrivenDynamics<T, TDrive>(TDrive drive, VoltageReset<T> reset) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TDrive : struct, IMembraneDrive<T>
{
    public static int States => 1;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state) =>
        state.A += (current + drive.Value(state.A, parameters.D)) * parameters.A;

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
        var driven = charge * parameters.A;
        parameterGradient.A += charge * (current + drive.Value(before.A, parameters.D));
        parameterGradient.D += driven * drive.ByRest(before.A, parameters.D);
        gradient.A = charge + (driven * drive.ByMembrane(before.A, parameters.D));
        return driven;
    }
}
