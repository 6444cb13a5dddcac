using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>The loops of a fused kernel: a block of columns goes through all time steps with its state in the first-level cache.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TCell">The step; compiled into the loops.</typeparam>
internal static unsafe class FusedPasses<T, TCell>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCell : struct, ICell<T>
{
    /// <summary>Columns of a block. State, parameters and their gradients of one block fit the first-level cache beside the rows that stream through.</summary>
    public const int BlockColumns = 512;

    private const int Whole = int.MaxValue;
    private const int Slots = 4;

    /// <summary>Number of blocks of a row.</summary>
    public static int Blocks(SequenceShape shape) => (shape.Columns + BlockColumns - 1) / BlockColumns;

    /// <summary>One block, forward.</summary>
    /// <typeparam name="TSaving">Whether to save for the way back.</typeparam>
    /// <typeparam name="TLearning">Whether the way back has learned parameters.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TSaving, TLearning>(TCell cell, PassArguments<T> pass, int block)
        where TSaving : struct, ISwitch
        where TLearning : struct, ISwitch
    {
        var state = stackalloc T[Slots * BlockColumns];
        var parameters = stackalloc T[Slots * BlockColumns];
        var (columns, start) = (pass.Shape.Columns, block * BlockColumns);
        var count = Math.Min(BlockColumns, columns - start);
        FillParameters(pass, parameters, start, count);
        CopyVariables(pass.State + start, columns, state, BlockColumns, count);
        var savedSlots = TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots;
        var savedStride = (nint)pass.Shape.Steps * columns;
        for (nint t = 0; t < pass.Shape.Steps; t++)
        {
            var row = (t * columns) + start;
            T* current = pass.Current + row, output = pass.Output + row, saved = pass.Saved + row;
            for (var c = 0; c < count; c += Vector<T>.Count)
            {
                var lanes = LaneMemory.LoadSlots(state, BlockColumns, TCell.StateSlots, c, Whole);
                var constants = LaneMemory.LoadSlots(parameters, BlockColumns, (1 << TCell.Parameters) - 1, c, Whole);
                var result = cell.Forward(in constants, LaneMemory.Load(current, c, count), ref lanes, out var kept);
                LaneMemory.Store(result, output, c, count);
                LaneMemory.StoreSlots(in lanes, state, BlockColumns, TCell.StateSlots, c, Whole);
                if (TSaving.On)
                {
                    LaneMemory.StoreSlots(in kept, saved, savedStride, savedSlots, c, count);
                }
            }
        }

        CopyVariables(state, BlockColumns, pass.State + start, columns, count);
    }

    /// <summary>One block, backward.</summary>
    /// <typeparam name="TLearning">Whether gradients of the parameters are wanted.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLearning>(TCell cell, PassArguments<T> pass, int block)
        where TLearning : struct, ISwitch
    {
        var gradient = stackalloc T[Slots * BlockColumns];
        var parameters = stackalloc T[Slots * BlockColumns];
        var parameterGradient = stackalloc T[Slots * BlockColumns];
        var (columns, start) = (pass.Shape.Columns, block * BlockColumns);
        var count = Math.Min(BlockColumns, columns - start);
        FillParameters(pass, parameters, start, count);
        CopyVariables(pass.State + start, columns, gradient, BlockColumns, count);
        new Span<T>(parameterGradient, Slots * BlockColumns).Clear();
        var savedSlots = TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots;
        var savedStride = (nint)pass.Shape.Steps * columns;
        for (nint t = pass.Shape.Steps - 1; t >= 0; t--)
        {
            var row = (t * columns) + start;
            T* saved = pass.Saved + row, outputGradient = pass.Output is null ? null : pass.Output + row;
            for (var c = 0; c < count; c += Vector<T>.Count)
            {
                var constants = LaneMemory.LoadSlots(parameters, BlockColumns, (1 << TCell.Parameters) - 1, c, Whole);
                var kept = LaneMemory.LoadSlots(saved, savedStride, savedSlots, c, count);
                Lanes<T> before = default;
                if (TLearning.On || TCell.ReadsStateBefore)
                {
                    if (t > 0)
                    {
                        var earlier = LaneMemory.LoadSlots(saved - columns, savedStride, savedSlots, c, count);
                        before = cell.StateAfter(in constants, in earlier);
                    }
                    else
                    {
                        before = LaneMemory.LoadSlots(pass.InitialState + start, columns, TCell.StateSlots, c, count);
                    }
                }

                var lanes = LaneMemory.LoadSlots(gradient, BlockColumns, TCell.StateSlots, c, Whole);
                var learned = TLearning.On ? LaneMemory.LoadSlots(parameterGradient, BlockColumns, (1 << TCell.Parameters) - 1, c, Whole) : default;
                var current = TLearning.On ? LaneMemory.Load(pass.Current + row, c, count) : default;
                var up = outputGradient is null ? default : LaneMemory.Load(outputGradient, c, count);
                var result = cell.Backward(in constants, current, in before, in kept, up, ref lanes, ref learned);
                LaneMemory.Store(result, pass.CurrentGradient + row, c, count);
                LaneMemory.StoreSlots(in lanes, gradient, BlockColumns, TCell.StateSlots, c, Whole);
                if (TLearning.On)
                {
                    LaneMemory.StoreSlots(in learned, parameterGradient, BlockColumns, (1 << TCell.Parameters) - 1, c, Whole);
                }
            }
        }

        CopyVariables(gradient, BlockColumns, pass.State + start, columns, count);
        if (TLearning.On)
        {
            for (nint p = 0; p < TCell.Parameters; p++)
            {
                new Span<T>(parameterGradient + (p * BlockColumns), count).CopyTo(new Span<T>(pass.ParameterGradients + (p * columns) + start, count));
            }
        }
    }

    private static void FillParameters(PassArguments<T> pass, T* parameters, int start, int count)
    {
        for (var p = 0; p < TCell.Parameters; p++)
        {
            pass.Parameters.Fill(p, start, pass.Shape.Neurons, new Span<T>(parameters + (p * BlockColumns), count));
        }
    }

    private static void CopyVariables(T* from, nint fromStride, T* to, nint toStride, int count)
    {
        for (var variable = 0; variable < BitOperations.PopCount((uint)TCell.StateSlots); variable++)
        {
            new Span<T>(from + (variable * fromStride), count).CopyTo(new Span<T>(to + (variable * toStride), count));
        }
    }
}
