using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>Leaky integration with an adaptive threshold. State A = v, B = a. Parameters A = leak 1/τ, B = θ, C = ρ, D = β.</summary>
internal readonly struct AdaptiveLifDynamics<T>(InputDecay decay, VoltageReset<T> reset, double resetPotential) : INeuronDynamics<T>
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
        var above = state.A - Vector.Create(_reset);
        state.A = _decayInput ? state.A + ((current - above) * parameters.A) : state.A - (above * parameters.A) + current;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Distance(in Lanes<T> parameters, in Lanes<T> charged) => charged.A - Threshold(in parameters, in charged);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(in Lanes<T> parameters, Vector<T> spike, ref Lanes<T> state)
    {
        state.A = reset.Apply(state.A, spike, Threshold(in parameters, in state), Vector.Create(_reset));
        state.B = (parameters.C * state.B) + spike;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ResetAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> spike, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var (adaptation, threshold, unused) = (gradient.B, Vector<T>.Zero, Vector<T>.Zero);
        var spikeGradient = adaptation + reset.Adjoint(
            charged.A, spike, Threshold(in parameters, in charged), Vector.Create(_reset), ref gradient.A, ref threshold, ref unused);
        parameterGradient.C += adaptation * charged.B;
        gradient.B = adaptation * parameters.C;
        AddThresholdGradient(in parameters, in charged, threshold, ref gradient, ref parameterGradient);
        return spikeGradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DistanceAdjoint(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> distanceGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        gradient.A += distanceGradient;
        AddThresholdGradient(in parameters, in charged, -distanceGradient, ref gradient, ref parameterGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> ChargeAdjoint(in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> charged, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var charge = gradient.A;
        var leaked = charge * parameters.A;
        var above = before.A - Vector.Create(_reset);
        parameterGradient.A += charge * (_decayInput ? current - above : -above);
        gradient.A = charge - leaked;
        return _decayInput ? leaked : charge;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Threshold(in Lanes<T> parameters, in Lanes<T> charged) => parameters.B + (parameters.D * charged.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddThresholdGradient(in Lanes<T> parameters, in Lanes<T> charged, Vector<T> threshold, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        parameterGradient.B += threshold;
        parameterGradient.D += threshold * charged.B;
        gradient.B += threshold * parameters.D;
    }
}
