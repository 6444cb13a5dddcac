using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>A neuron that fires: charge, fire, reset. The charged state is all that is saved; the spike follows from it.</summary>
internal readonly struct SpikingCell<T, TDynamics, TSpike>(TDynamics dynamics, TSpike spikeFunction) : ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TDynamics : struct, INeuronDynamics<T>
    where TSpike : struct, ISpikeFunction<T>
{
    public static int StateSlots => (1 << TDynamics.States) - 1;

    public static int SavedSlots => StateSlots;

    public static int SavedSlotsWhenLearning => StateSlots;

    public static int Parameters => TDynamics.Parameters;

    public static bool ReadsStateBefore => TDynamics.ReadsStateBefore;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Forward(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state, out Lanes<T> saved)
    {
        dynamics.Charge(in parameters, current, ref state);
        saved = state;
        var spike = spikeFunction.Spike(dynamics.Distance(in parameters, in state));
        dynamics.Reset(in parameters, spike, ref state);
        return spike;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> StateAfter(in Lanes<T> parameters, in Lanes<T> saved)
    {
        var state = saved;
        dynamics.Reset(in parameters, spikeFunction.Spike(dynamics.Distance(in parameters, in saved)), ref state);
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Backward(
        in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> saved, Vector<T> outputGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var distance = dynamics.Distance(in parameters, in saved);
        var spike = spikeFunction.Spike(distance);
        var spikeGradient = outputGradient + dynamics.ResetAdjoint(in parameters, in saved, spike, ref gradient, ref parameterGradient);
        var distanceGradient = spikeGradient * spikeFunction.Derivative(distance);
        dynamics.DistanceAdjoint(in parameters, in saved, distanceGradient, ref gradient, ref parameterGradient);
        return dynamics.ChargeAdjoint(in parameters, current, in before, in saved, ref gradient, ref parameterGradient);
    }
}
