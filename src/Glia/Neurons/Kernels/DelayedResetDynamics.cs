using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons.Kernels;

/// <summary>Leaky integration whose reset comes one step late and is a constant to the gradient. State A = v. Parameters A = β, B = θ.</summary>
internal readonly struct DelayedResetDynamics<T>(ResetMode reset, ThresholdComparison comparison) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _zero = reset == ResetMode.Hard;
    private readonly bool _subtract = reset == ResetMode.Soft;
    private readonly bool _strict = comparison == ThresholdComparison.Greater;

    public static int States => 1;

    public static int Parameters => 2;

    public static bool ReadsStateBefore => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        var fired = Fired(in parameters, in state);
        state.A = _zero
            ? (parameters.A * (Vector<T>.One - fired) * state.A) + current
            : _subtract ? (parameters.A * state.A) + current - (fired * parameters.B) : (parameters.A * state.A) + current;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - parameters.B;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient) => Vector<T>.Zero;

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
        var fired = Fired(in parameters, in before);
        var kept = _zero ? Vector<T>.One - fired : Vector<T>.One;
        parameterGradient.A += charge * kept * before.A;
        if (_subtract)
        {
            parameterGradient.B -= charge * fired;
        }

        gradient.A = charge * parameters.A * kept;
        return charge;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<T> Fired(in Lanes<T> parameters, in Lanes<T> before)
    {
        var distance = before.A - parameters.B;
        return VectorMath.OneWhere(_strict ? Vector.GreaterThan(distance, Vector<T>.Zero) : Vector.GreaterThanOrEqual(distance, Vector<T>.Zero));
    }
}
