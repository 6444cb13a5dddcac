using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>The loop of a fused kernel over time, for one block of columns, whose state stays in the first-level cache.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TCell">The step.</typeparam>
internal static unsafe class FusedPasses<T, TCell>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCell : struct, ICell<T>
{
    // Rows of the ragged end: saved variables take four.
    private const int CurrentRow = 0, OutputRow = 1, GradientRow = 2, SavedRow = 3, BeforeRow = 7;

    // Results larger than this go past the caches, which saves reading every line before it is written (a third of the time at 26 MB an array);
    // smaller ones are better left in the cache for whoever reads them next.
    private const long StreamingBytes = 16 << 20;

    /// <summary>Forward, all blocks.</summary>
    /// <typeparam name="TSaving">Whether to save for the way back.</typeparam>
    /// <typeparam name="TLearning">Whether the way back has learned parameters.</typeparam>
    public static void Forward<TSaving, TLearning>(TCell cell, PassArguments<T> pass)
        where TSaving : struct, ISwitch
        where TLearning : struct, ISwitch
    {
        if (Blocks(pass.Shape) == 1)
        {
            // Without the closure of the general case: a single step of few neurons takes a fraction of a microsecond.
            Forward<TSaving, TLearning, Off>(cell, pass, 0);
        }
        else
        {
            ForwardBlocks<TSaving, TLearning>(cell, pass);
        }
    }

    /// <summary>Backward, all blocks.</summary>
    /// <typeparam name="TLearning">Whether gradients of the parameters are wanted.</typeparam>
    public static void Backward<TLearning>(TCell cell, PassArguments<T> pass)
        where TLearning : struct, ISwitch => BlockParallel.Run(
            Blocks(pass.Shape),
            IsStreaming(pass, pass.CurrentGradient, null)
                ? block => Backward<TLearning, On>(cell, pass, block)
                : block => Backward<TLearning, Off>(cell, pass, block));

    private static void ForwardBlocks<TSaving, TLearning>(TCell cell, PassArguments<T> pass)
        where TSaving : struct, ISwitch
        where TLearning : struct, ISwitch => BlockParallel.Run(
            Blocks(pass.Shape),
            IsStreaming(pass, pass.Output, pass.Saved)
                ? block => Forward<TSaving, TLearning, On>(cell, pass, block)
                : block => Forward<TSaving, TLearning, Off>(cell, pass, block));

    private static int Blocks(SequenceShape shape) => (shape.Columns + BlockMemory<T>.Stride - 1) / BlockMemory<T>.Stride;

    private static bool IsStreaming(PassArguments<T> pass, T* result, T* saved) =>
        (long)pass.Shape.Length * sizeof(T) >= StreamingBytes
        && ((nint)result | (nint)saved | ((nint)pass.Shape.Columns * sizeof(T))) % (Vector<T>.Count * sizeof(T)) == 0;

    /// <summary>One block, forward.</summary>
    /// <typeparam name="TSaving">Whether to save for the way back.</typeparam>
    /// <typeparam name="TLearning">Whether the way back has learned parameters.</typeparam>
    /// <typeparam name="TStreaming">Whether results go past the caches.</typeparam>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TSaving, TLearning, TStreaming>(TCell cell, PassArguments<T> pass, int block)
        where TSaving : struct, ISwitch
        where TLearning : struct, ISwitch
        where TStreaming : struct, ISwitch
    {
        var room = stackalloc T[BlockMemory<T>.Length];
        var memory = BlockMemory<T>.In(room);
        var (start, count, whole) = Begin(pass, block, memory);
        nint columns = pass.Shape.Columns, savedStride = pass.Shape.Steps * columns;
        var saved = TSaving.On ? BitOperations.PopCount((uint)(TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots)) : 0;
        var ragged = memory.From(whole);
        for (nint t = 0; t < pass.Shape.Steps; t++)
        {
            var row = (t * columns) + start;
            FusedRows<T, TCell>.Forward<TSaving, TLearning, TStreaming>(cell, in memory, pass.Current + row, pass.Output + row, pass.Saved + row, savedStride, whole);
            if (whole < count)
            {
                row += whole;
                T* x = memory.TailRow(CurrentRow), y = memory.TailRow(OutputRow), h = memory.TailRow(SavedRow);
                Copy(pass.Current + row, 0, x, 0, 1, count - whole);
                FusedRows<T, TCell>.Forward<TSaving, TLearning, Off>(cell, in ragged, x, y, h, BlockMemory<T>.TailStride, Vector<T>.Count);
                Copy(y, 0, pass.Output + row, 0, 1, count - whole);
                Copy(h, BlockMemory<T>.TailStride, pass.Saved + row, savedStride, saved, count - whole);
            }
        }

        Copy(memory.State, BlockMemory<T>.Stride, pass.State + start, columns, BitOperations.PopCount((uint)TCell.StateSlots), count);
    }

    /// <summary>One block, backward.</summary>
    /// <typeparam name="TLearning">Whether gradients of the parameters are wanted.</typeparam>
    /// <typeparam name="TStreaming">Whether results go past the caches.</typeparam>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TLearning, TStreaming>(TCell cell, PassArguments<T> pass, int block)
        where TLearning : struct, ISwitch
        where TStreaming : struct, ISwitch
    {
        var room = stackalloc T[BlockMemory<T>.Length];
        var memory = BlockMemory<T>.In(room);
        var (start, count, whole) = Begin(pass, block, memory);
        nint columns = pass.Shape.Columns, savedStride = pass.Shape.Steps * columns;
        var ragged = memory.From(whole);
        new Span<T>(memory.ParameterGradients, TLearning.On ? TCell.Parameters * BlockMemory<T>.Stride : 0).Clear();
        new Span<T>(memory.Zeros, pass.Output is null ? BlockMemory<T>.Stride : 0).Clear();
        for (nint t = pass.Shape.Steps - 1; t >= 0; t--)
        {
            var at = (t * columns) + start;
            var row = new BackwardRow<T>
            {
                Saved = pass.Saved + at,
                SavedStride = savedStride,
                Before = t > 0 ? pass.Saved + at - columns : pass.InitialState + start,
                BeforeStride = t > 0 ? savedStride : columns,
                Current = pass.Current + at,
                OutputGradient = pass.Output is null ? memory.Zeros : pass.Output + at,
                CurrentGradient = pass.CurrentGradient + at,
            };
            Step<TStreaming>(cell, in memory, in row, t, whole);
            if (whole < count)
            {
                var tail = ToTail(in memory, in row, t, whole, count - whole);
                Step<Off>(cell, in ragged, in tail, t, Vector<T>.Count);
                Copy(tail.CurrentGradient, 0, row.CurrentGradient + whole, 0, 1, count - whole);
            }
        }

        Copy(memory.State, BlockMemory<T>.Stride, pass.State + start, columns, BitOperations.PopCount((uint)TCell.StateSlots), count);
        Copy(memory.ParameterGradients, BlockMemory<T>.Stride, pass.ParameterGradients + start, columns, TLearning.On ? TCell.Parameters : 0, count);

        static void Step<TStored>(TCell cell, in BlockMemory<T> memory, in BackwardRow<T> row, nint t, nint count)
            where TStored : struct, ISwitch
        {
            if (t > 0)
            {
                FusedRows<T, TCell>.Backward<TLearning, Off, TStored>(cell, in memory, in row, count);
            }
            else
            {
                FusedRows<T, TCell>.Backward<TLearning, On, TStored>(cell, in memory, in row, count);
            }
        }

        static BackwardRow<T> ToTail(in BlockMemory<T> memory, in BackwardRow<T> row, nint t, nint whole, nint count)
        {
            var tail = new BackwardRow<T>
            {
                Saved = memory.TailRow(SavedRow),
                SavedStride = BlockMemory<T>.TailStride,
                Before = memory.TailRow(BeforeRow),
                BeforeStride = BlockMemory<T>.TailStride,
                Current = memory.TailRow(CurrentRow),
                OutputGradient = memory.TailRow(OutputRow),
                CurrentGradient = memory.TailRow(GradientRow),
            };
            var saved = BitOperations.PopCount((uint)(TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots));
            var before = TLearning.On || TCell.ReadsStateBefore ? (t > 0 ? saved : BitOperations.PopCount((uint)TCell.StateSlots)) : 0;
            Copy(row.Saved + whole, row.SavedStride, tail.Saved, tail.SavedStride, saved, count);
            Copy(row.Before + whole, row.BeforeStride, tail.Before, tail.BeforeStride, before, count);
            Copy(row.Current + whole, 0, tail.Current, 0, TLearning.On ? 1 : 0, count);
            Copy(row.OutputGradient + whole, 0, tail.OutputGradient, 0, 1, count);
            return tail;
        }
    }

    // Fills the block's memory; returns its first column, its number of columns, and how many of them make whole vectors.
    private static (int Start, int Count, int Whole) Begin(PassArguments<T> pass, int block, in BlockMemory<T> memory)
    {
        var (columns, start) = (pass.Shape.Columns, block * BlockMemory<T>.Stride);
        var count = Math.Min(BlockMemory<T>.Stride, columns - start);
        if (count % Vector<T>.Count != 0)
        {
            // Lanes past the end compute too, and must not run on what the stack held before: it could be slow to compute with.
            new Span<T>(memory.State, BlockMemory<T>.Length).Clear();
        }

        for (var p = 0; p < TCell.Parameters; p++)
        {
            pass.Parameters.Fill(p, start, pass.Shape.Neurons, new Span<T>(memory.Parameters + (p * BlockMemory<T>.Stride), count));
        }

        Copy(pass.State + start, columns, memory.State, BlockMemory<T>.Stride, BitOperations.PopCount((uint)TCell.StateSlots), count);
        return (start, count, count / Vector<T>.Count * Vector<T>.Count);
    }

    private static void Copy(T* from, nint fromStride, T* to, nint toStride, int rows, nint count)
    {
        for (var row = 0; row < rows; row++)
        {
            new Span<T>(from + (row * fromStride), (int)count).CopyTo(new Span<T>(to + (row * toStride), (int)count));
        }
    }
}
