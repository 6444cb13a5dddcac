using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>A cell as a kernel: checks lengths, pins memory, shares blocks out to threads, sums gradients of parameters in a fixed order.</summary>
internal sealed unsafe class FusedKernel<T, TCell>(TCell cell) : NeuronKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCell : struct, ICell<T>
{
    public override int StateCount => BitOperations.PopCount((uint)TCell.StateSlots);

    public override int ParameterCount => TCell.Parameters;

    public override int SavedCount => BitOperations.PopCount((uint)TCell.SavedSlots);

    public override int SavedCountWhenLearning => BitOperations.PopCount((uint)TCell.SavedSlotsWhenLearning);

    public override void Run(ReadOnlySpan<T> current, Span<T> output, Span<T> state, KernelParameters<T> parameters, SequenceShape shape)
    {
        CheckLengths(current, output, state, parameters, shape);
        fixed (T* x = current, y = output, s = state)
        {
            var pass = new PassArguments<T> { Shape = shape, Parameters = parameters, Current = x, Output = y, State = s };
            BlockParallel.Run(FusedPasses<T, TCell>.Blocks(shape), block => FusedPasses<T, TCell>.Forward<Off, Off>(cell, pass, block));
        }
    }

    public override void Forward(
        ReadOnlySpan<T> current, Span<T> output, Span<T> state, Span<T> saved, KernelParameters<T> parameters, SequenceShape shape) =>
        Forward<Off>(current, output, state, saved, SavedCount, parameters, shape);

    public override void ForwardLearning(
        ReadOnlySpan<T> current, Span<T> output, Span<T> state, Span<T> saved, KernelParameters<T> parameters, SequenceShape shape) =>
        Forward<On>(current, output, state, saved, SavedCountWhenLearning, parameters, shape);

    public override void Backward(
        ReadOnlySpan<T> saved, ReadOnlySpan<T> initialState, ReadOnlySpan<T> outputGradient,
        Span<T> stateGradient, Span<T> currentGradient, KernelParameters<T> parameters, SequenceShape shape)
    {
        CheckLengths(currentGradient, currentGradient, stateGradient, parameters, shape);
        CheckLength(nameof(saved), saved.Length, checked(SavedCount * shape.Length), shape);
        fixed (T* h = saved, i = initialState, g = outputGradient, s = stateGradient, x = currentGradient)
        {
            var pass = new PassArguments<T> { Shape = shape, Parameters = parameters, Output = g, State = s, InitialState = i, Saved = h, CurrentGradient = x };
            BlockParallel.Run(FusedPasses<T, TCell>.Blocks(shape), block => FusedPasses<T, TCell>.Backward<Off>(cell, pass, block));
        }
    }

    public override double[][] BackwardLearning(
        ReadOnlySpan<T> current, ReadOnlySpan<T> saved, ReadOnlySpan<T> initialState, ReadOnlySpan<T> outputGradient,
        Span<T> stateGradient, Span<T> currentGradient, KernelParameters<T> parameters, SequenceShape shape)
    {
        CheckLengths(current, currentGradient, stateGradient, parameters, shape);
        CheckLength(nameof(saved), saved.Length, checked(SavedCountWhenLearning * shape.Length), shape);
        var columnGradients = new T[checked(ParameterCount * shape.Columns)];
        fixed (T* c = current, h = saved, i = initialState, g = outputGradient, s = stateGradient, x = currentGradient, p = columnGradients)
        {
            var pass = new PassArguments<T>
            {
                Shape = shape,
                Parameters = parameters,
                Current = c,
                Output = g,
                State = s,
                InitialState = i,
                Saved = h,
                CurrentGradient = x,
                ParameterGradients = p,
            };
            BlockParallel.Run(FusedPasses<T, TCell>.Blocks(shape), block => FusedPasses<T, TCell>.Backward<On>(cell, pass, block));
        }

        return SumOverColumns(columnGradients, parameters, shape);
    }

    // In double and in the order of the columns, whatever thread computed them: the same bits for any number of threads.
    private static double[][] SumOverColumns(T[] columnGradients, KernelParameters<T> parameters, SequenceShape shape)
    {
        var sums = new double[TCell.Parameters][];
        for (var p = 0; p < sums.Length; p++)
        {
            var sum = sums[p] = new double[parameters.Values[p].Length];
            var column = columnGradients.AsSpan(p * shape.Columns, shape.Columns);
            for (var c = 0; c < column.Length; c++)
            {
                sum[sum.Length == 1 ? 0 : c % shape.Neurons] += double.CreateTruncating(column[c]);
            }
        }

        return sums;
    }

    private void Forward<TLearning>(
        ReadOnlySpan<T> current, Span<T> output, Span<T> state, Span<T> saved, int savedCount, KernelParameters<T> parameters, SequenceShape shape)
        where TLearning : struct, ISwitch
    {
        CheckLengths(current, output, state, parameters, shape);
        CheckLength(nameof(saved), saved.Length, checked(savedCount * shape.Length), shape);
        fixed (T* x = current, y = output, s = state, h = saved)
        {
            var pass = new PassArguments<T> { Shape = shape, Parameters = parameters, Current = x, Output = y, State = s, Saved = h };
            BlockParallel.Run(FusedPasses<T, TCell>.Blocks(shape), block => FusedPasses<T, TCell>.Forward<On, TLearning>(cell, pass, block));
        }
    }

    private void CheckLengths(ReadOnlySpan<T> current, ReadOnlySpan<T> output, ReadOnlySpan<T> state, KernelParameters<T> parameters, SequenceShape shape)
    {
        _ = shape.Validated();
        CheckLength(nameof(current), current.Length, shape.Length, shape);
        CheckLength(nameof(output), output.Length, shape.Length, shape);
        CheckLength(nameof(state), state.Length, checked(StateCount * shape.Columns), shape);
        foreach (var values in parameters.Values)
        {
            if (values.Length != 1 && values.Length != shape.Neurons)
            {
                throw new ArgumentException($"A parameter must have 1 value or one for each of the {shape.Neurons} neurons; one has {values.Length}.", nameof(parameters));
            }
        }
    }

    private static void CheckLength(string name, int length, int expected, SequenceShape shape)
    {
        if (length != expected)
        {
            throw new ArgumentException($"The {name} of a sequence of shape {shape} must have {expected} numbers; it has {length}.", name);
        }
    }
}
