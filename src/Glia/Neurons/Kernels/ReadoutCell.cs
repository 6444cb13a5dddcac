using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>A neuron that never fires and whose output is its membrane: a filter. Without learned parameters nothing is saved, for the map is linear.</summary>
internal readonly struct ReadoutCell<T, TDynamics>(TDynamics dynamics) : ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TDynamics : struct, INeuronDynamics<T>
{
    public static int StateSlots => (1 << TDynamics.States) - 1;

    public static int SavedSlots => TDynamics.ReadsStateBefore ? StateSlots : 0;

    public static int SavedSlotsWhenLearning => StateSlots;

    public static int Parameters => TDynamics.Parameters;

    public static bool ReadsStateBefore => TDynamics.ReadsStateBefore;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Forward(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state, out Lanes<T> saved)
    {
        dynamics.Charge(in parameters, current, ref state);
        saved = state;
        var output = state.A;
        dynamics.Reset(in parameters, Vector<T>.Zero, ref state);
        return output;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> StateAfter(in Lanes<T> parameters, in Lanes<T> saved)
    {
        var state = saved;
        dynamics.Reset(in parameters, Vector<T>.Zero, ref state);
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Backward(
        in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> saved, Vector<T> outputGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        _ = dynamics.ResetAdjoint(in parameters, in saved, Vector<T>.Zero, ref gradient, ref parameterGradient);
        gradient.A += outputGradient;
        return dynamics.ChargeAdjoint(in parameters, current, in before, in saved, ref gradient, ref parameterGradient);
    }
}
