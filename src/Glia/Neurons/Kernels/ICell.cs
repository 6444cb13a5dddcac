using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>One step of a neuron as the kernel over time sees it: current in, output out, state carried, something saved for the way back.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface ICell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Which of A, B, C, D are state (bits 1, 2, 4, 8).</summary>
    static abstract int StateSlots { get; }

    /// <summary>Which of A, B, C, D are saved in each step where no parameter is learned.</summary>
    static abstract int SavedSlots { get; }

    /// <summary>Which of A, B, C, D are saved in each step where parameters are learned.</summary>
    static abstract int SavedSlotsWhenLearning { get; }

    /// <summary>Number of parameters, from A on.</summary>
    static abstract int Parameters { get; }

    /// <summary>Whether the way back needs the state before the step even where no parameter is learned.</summary>
    static abstract bool ReadsStateBefore { get; }

    /// <summary>One step: returns the output; <paramref name="saved"/> is what <see cref="Backward"/> needs.</summary>
    Vector<T> Forward(in Lanes<T> parameters, Vector<T> current, ref Lanes<T> state, out Lanes<T> saved);

    /// <summary>Returns the state after the step of which this was saved.</summary>
    Lanes<T> StateAfter(in Lanes<T> parameters, in Lanes<T> saved);

    /// <summary>One step back: gradients of output and next state in; returns the gradient of the current, leaves that of the state before.</summary>
    Vector<T> Backward(
        in Lanes<T> parameters, Vector<T> current, in Lanes<T> before, in Lanes<T> saved, Vector<T> outputGradient, ref Lanes<T> gradient, ref Lanes<T> parameterGradient);
}
