using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Second-order membrane. State A = V, B = U. Parameters A = θ_v, B = θ_u, C = θ_s, D = θ_r.</summary>
internal readonly struct MetaDynamics<T>(double step, double threshold, double bound, VoltageReset<T> reset) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _step = T.CreateTruncating(step);
    private readonly T _threshold = T.CreateTruncating(threshold);
    private readonly T _bound = T.CreateTruncating(bound);

    public static int States => 2;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        var (v, u, step) = (state.A, state.B, Vector.Create(_step));
        var membrane = v + (step * ((v * v) - v - u + current));
        state.A = Vector.Max(Vector.Min(membrane, Vector.Create(_bound)), Vector.Create(-_bound));
        state.B = u + (step * ((parameters.A * v) - (parameters.B * u)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - Vector.Create(_threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, Vector.Create(_threshold), parameters.C);
        state.B += spike * parameters.D;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        parameterGradient.D += gradient.B * spike;
        var unused = Vector<T>.Zero;
        return (gradient.B * parameters.D)
            + reset.Adjoint(charged.A, spike, Vector.Create(_threshold), parameters.C, ref gradient.A, ref unused, ref parameterGradient.C);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient) =>
        gradient.A += distanceGradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var (v, u, step) = (before.A, before.B, Vector.Create(_step));

        // Where the membrane stands at its bound it was held there, and does not depend on anything.
        var free = Vector.BitwiseAnd(gradient.A, Vector.LessThan(Vector.Abs(charged.A), Vector.Create(_bound)));
        var membrane = step * free;
        var recovery = step * gradient.B;
        parameterGradient.A += recovery * v;
        parameterGradient.B -= recovery * u;
        gradient.A = free + (membrane * (v + v - Vector<T>.One)) + (recovery * parameters.A);
        gradient.B -= membrane + (recovery * parameters.B);
        return membrane;
    }
}
