using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Izhikevich's neuron in millivolts. State A = v, B = u. Parameters A = a, B = b, C = c, D = d.</summary>
internal readonly struct IzhikevichDynamics<T>(double stepMs, double linear, double bias, double peak, VoltageReset<T> reset) : INeuronDynamics<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Quadratic = 0.04;
    private readonly T _step = T.CreateTruncating(stepMs);
    private readonly T _linear = T.CreateTruncating(linear);
    private readonly T _bias = T.CreateTruncating(bias);
    private readonly T _peak = T.CreateTruncating(peak);
    private readonly T _quadratic = T.CreateTruncating(Quadratic);
    private readonly T _slope = T.CreateTruncating(2 * Quadratic);

    public static int States => 2;

    public static int Parameters => 4;

    public static bool ReadsStateBefore => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state)
    {
        var (v, u, step) = (state.A, state.B, Vector.Create(_step));
        state.A = v + (step * ((Vector.Create(_quadratic) * v * v) + (Vector.Create(_linear) * v) + Vector.Create(_bias) - u + current));
        state.B = u + (step * parameters.A * ((parameters.B * v) - u));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - Vector.Create(_peak);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, Vector.Create(_peak), parameters.C);
        state.B += spike * parameters.D;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        parameterGradient.D += gradient.B * spike;
        var unused = Vector<T>.Zero;
        return (gradient.B * parameters.D)
            + reset.Adjoint(charged.A, spike, Vector.Create(_peak), parameters.C, ref gradient.A, ref unused, ref parameterGradient.C);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient) =>
        gradient.A += distanceGradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var (v, u) = (before.A, before.B);
        var membrane = Vector.Create(_step) * gradient.A;
        var recovery = Vector.Create(_step) * gradient.B;
        parameterGradient.A += recovery * ((parameters.B * v) - u);
        parameterGradient.B += recovery * parameters.A * v;
        gradient.A += (membrane * ((Vector.Create(_slope) * v) + Vector.Create(_linear))) + (recovery * parameters.A * parameters.B);
        gradient.B -= membrane + (recovery * parameters.A);
        return membrane;
    }
}
