using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>A neuron compiled to one pass over all time steps, forward and backward.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class NeuronKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of state variables.</summary>
    public abstract int StateCount { get; }

    /// <summary>Number of parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Numbers saved per neuron and step where only the current's gradient is wanted.</summary>
    public abstract int SavedCount { get; }

    /// <summary>Numbers saved per neuron and step where parameters are learned.</summary>
    public abstract int SavedCountWhenLearning { get; }

    /// <summary>Runs forward; state in and out.</summary>
    /// <param name="current">[T, B, N].</param>
    /// <param name="output">[T, B, N], written.</param>
    /// <param name="state">[states, B, N], read and written.</param>
    /// <param name="parameters">Parameters.</param>
    /// <param name="shape">Shape.</param>
    public abstract void Run(ReadOnlySpan<T> current, Span<T> output, Span<T> state, KernelParameters<T> parameters, SequenceShape shape);

    /// <summary>Runs forward and saves what <see cref="Backward"/> needs: [saved, T, B, N].</summary>
    public abstract void Forward(
        ReadOnlySpan<T> current, Span<T> output, Span<T> state, Span<T> saved, KernelParameters<T> parameters, SequenceShape shape);

    /// <summary>Runs forward and saves what <see cref="BackwardLearning"/> needs: [saved when learning, T, B, N].</summary>
    public abstract void ForwardLearning(
        ReadOnlySpan<T> current, Span<T> output, Span<T> state, Span<T> saved, KernelParameters<T> parameters, SequenceShape shape);

    /// <summary>Runs backward.</summary>
    /// <param name="saved">From <see cref="Forward"/>.</param>
    /// <param name="initialState">State before the first step.</param>
    /// <param name="outputGradient">[T, B, N], or empty for zeros.</param>
    /// <param name="stateGradient">Gradient of the final state in, of the initial state out.</param>
    /// <param name="currentGradient">[T, B, N], written.</param>
    /// <param name="parameters">Parameters.</param>
    /// <param name="shape">Shape.</param>
    public abstract void Backward(
        ReadOnlySpan<T> saved, ReadOnlySpan<T> initialState, ReadOnlySpan<T> outputGradient,
        Span<T> stateGradient, Span<T> currentGradient, KernelParameters<T> parameters, SequenceShape shape);

    /// <summary>Runs backward from <see cref="ForwardLearning"/>, whose current it needs too, and returns the gradients of the parameters, each of the length of its values.</summary>
    public abstract double[][] BackwardLearning(
        ReadOnlySpan<T> current, ReadOnlySpan<T> saved, ReadOnlySpan<T> initialState, ReadOnlySpan<T> outputGradient,
        Span<T> stateGradient, Span<T> currentGradient, KernelParameters<T> parameters, SequenceShape shape);
}
