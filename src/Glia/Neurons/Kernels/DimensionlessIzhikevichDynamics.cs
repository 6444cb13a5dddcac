using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Quadratic integration with an adaptation current. State A = v, B = w. Parameters A = 1/τ, B = θ, C = coupling a, D = jump b.</summary>
internal readonly struct DimensionlessIzhikevichDynamics<T>(
    QuadraticDrive<T> drive, VoltageReset<T> reset, double adaptationRate, double resetPotential, double restingPotential) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _rate = T.CreateTruncating(adaptationRate);
    private readonly T _reset = T.CreateTruncating(resetPotential);
    private readonly T _rest = T.CreateTruncating(restingPotential);

    public static int States => 2;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        state.A += (current + drive.Value(state.A, Vector.Create(_rest)) - state.B) * parameters.A;
        state.B += ((parameters.C * (state.A - Vector.Create(_rest))) - state.B) * Vector.Create(_rate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - parameters.B;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, parameters.B, Vector.Create(_reset));
        state.B += parameters.D * spike;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        parameterGradient.D += gradient.B * spike;
        var unused = Vector<T>.Zero;
        return (gradient.B * parameters.D)
            + reset.Adjoint(charged.A, spike, parameters.B, Vector.Create(_reset), ref gradient.A, ref parameterGradient.B, ref unused);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        gradient.A += distanceGradient;
        parameterGradient.B -= distanceGradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var rest = Vector.Create(_rest);
        var adaptation = gradient.B * Vector.Create(_rate);
        parameterGradient.C += adaptation * (charged.A - rest);
        var charge = gradient.A + (adaptation * parameters.C);
        var driven = charge * parameters.A;
        parameterGradient.A += charge * (current + drive.Value(before.A, rest) - before.B);
        gradient.A = charge + (driven * drive.ByMembrane(before.A, rest));
        gradient.B -= adaptation + driven;
        return driven;
    }
}
