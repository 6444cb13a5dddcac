using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>A neuron that is held for some steps after each spike: no current, no leak, no spike. State D counts the steps that are left.</summary>
/// <remarks>The count before the step is saved beside the state, so that the way back knows held steps, and saved states of held steps stay as they are.</remarks>
internal readonly struct RefractoryCell<T, TDynamics, TSpike>(TDynamics dynamics, TSpike spikeFunction, int steps) : ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TDynamics : struct, INeuronDynamics<T>
    where TSpike : struct, ISpikeFunction<T>
{
    private const int CountSlot = 8;
    private readonly SpikingCell<T, TDynamics, TSpike> _cell = new(dynamics, spikeFunction);
    private readonly T _steps = T.CreateTruncating(steps);

    public static int StateSlots => SpikingCell<T, TDynamics, TSpike>.StateSlots | CountSlot;

    public static int SavedSlots => StateSlots;

    public static int SavedSlotsWhenLearning => StateSlots;

    public static int Parameters => TDynamics.Parameters;

    public static bool ReadsStateBefore => TDynamics.ReadsStateBefore;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Forward(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state, out Lanes<T> saved)
    {
        var held = Vector.GreaterThan(state.D, Vector<T>.Zero);
        var next = state;
        var spike = Vector.AndNot(_cell.Forward(in parameters, current, ref next, out var charged), held);
        saved = Select(held, in state, in charged);
        saved.D = state.D;
        var left = Vector.Max(state.D - Vector<T>.One, Vector<T>.Zero);
        state = Select(held, in state, in next);
        state.D = left + (spike * Vector.Create(_steps));
        return spike;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> StateAfter(in Lanes<T> parameters, in Lanes<T> saved)
    {
        var next = _cell.StateAfter(in parameters, in saved);
        return Select(Vector.GreaterThan(saved.D, Vector<T>.Zero), in saved, in next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Backward(
        in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> saved, Vector<T> outputGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient)
    {
        var held = Vector.GreaterThan(saved.D, Vector<T>.Zero);
        var free = gradient;
        var freeParameters = parameterGradient;
        var currentGradient = _cell.Backward(in parameters, current, in before, in saved, outputGradient, ref free, ref freeParameters);
        gradient = Select(held, in gradient, in free);
        parameterGradient.A = Vector.ConditionalSelect(held, parameterGradient.A, freeParameters.A);
        parameterGradient.B = Vector.ConditionalSelect(held, parameterGradient.B, freeParameters.B);
        parameterGradient.C = Vector.ConditionalSelect(held, parameterGradient.C, freeParameters.C);
        parameterGradient.D = Vector.ConditionalSelect(held, parameterGradient.D, freeParameters.D);
        return Vector.AndNot(currentGradient, held);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Select(Vector<T> held, in Lanes<T> kept, in Lanes<T> next) => new()
    {
        A = Vector.ConditionalSelect(held, kept.A, next.A),
        B = Vector.ConditionalSelect(held, kept.B, next.B),
        C = Vector.ConditionalSelect(held, kept.C, next.C),
    };
}
