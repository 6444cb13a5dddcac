using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>The innermost loops: one time step of the columns of a block, whole vectors only.</summary>
/// <remarks>No call is left in these loops, not even for ragged ends: a possible call would force every vector out of the registers.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TCell">The step; compiled into the loops.</typeparam>
internal static unsafe class FusedRows<T, TCell>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCell : struct, ICell<T>
{
    private static int ParameterSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (1 << TCell.Parameters) - 1;
    }

    /// <summary>One step forward.</summary>
    /// <param name="cell">The step.</param>
    /// <param name="memory">State and parameters of the block.</param>
    /// <param name="current">Input.</param>
    /// <param name="output">Output.</param>
    /// <param name="saved">Where to save for the way back.</param>
    /// <param name="savedStride">Distance between saved variables.</param>
    /// <param name="count">Number of columns, a multiple of the vector's lanes.</param>
    /// <typeparam name="TSaving">Whether to save for the way back.</typeparam>
    /// <typeparam name="TLearning">Whether the way back has learned parameters.</typeparam>
    /// <typeparam name="TStreaming">Whether results go past the caches.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TSaving, TLearning, TStreaming>(TCell cell, in BlockMemory<T> memory, T* current, T* output, T* saved, nint savedStride, nint count)
        where TSaving : struct, ISwitch
        where TLearning : struct, ISwitch
        where TStreaming : struct, ISwitch
    {
        T* state = memory.State, parameters = memory.Parameters;
        for (nint c = 0; c < count; c += Vector<T>.Count)
        {
            var lanes = LaneMemory.Load(state + c, BlockMemory<T>.Stride, TCell.StateSlots);
            var constants = LaneMemory.Load(parameters + c, BlockMemory<T>.Stride, ParameterSlots);
            var result = cell.Forward(in constants, Vector.Load(current + c), ref lanes, out var kept);
            LaneMemory.StoreVector<T, TStreaming>(result, output + c);
            LaneMemory.Store<T, Off>(in lanes, state + c, BlockMemory<T>.Stride, TCell.StateSlots);
            if (TSaving.On)
            {
                LaneMemory.Store<T, TStreaming>(in kept, saved + c, savedStride, TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots);
            }
        }
    }

    /// <summary>One step back.</summary>
    /// <param name="cell">The step.</param>
    /// <param name="memory">Gradients and parameters of the block.</param>
    /// <param name="row">Where the step reads and writes.</param>
    /// <param name="count">Number of columns, a multiple of the vector's lanes.</param>
    /// <typeparam name="TLearning">Whether gradients of the parameters are wanted.</typeparam>
    /// <typeparam name="TStreaming">Whether results go past the caches.</typeparam>
    /// <typeparam name="TFirst">Whether this is the first step, before which stands the initial state.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLearning, TFirst, TStreaming>(TCell cell, in BlockMemory<T> memory, in BackwardRow<T> row, nint count)
        where TLearning : struct, ISwitch
        where TFirst : struct, ISwitch
        where TStreaming : struct, ISwitch
    {
        var savedSlots = TLearning.On ? TCell.SavedSlotsWhenLearning : TCell.SavedSlots;
        T* gradient = memory.State, parameters = memory.Parameters, parameterGradients = memory.ParameterGradients;
        T* saved = row.Saved, before = row.Before, current = row.Current, outputGradient = row.OutputGradient, currentGradient = row.CurrentGradient;
        nint savedStride = row.SavedStride, beforeStride = row.BeforeStride;
        for (nint c = 0; c < count; c += Vector<T>.Count)
        {
            var constants = LaneMemory.Load(parameters + c, BlockMemory<T>.Stride, ParameterSlots);
            var kept = LaneMemory.Load(saved + c, savedStride, savedSlots);
            Lanes<T> earlier = default;
            if (TLearning.On || TCell.ReadsStateBefore)
            {
                earlier = LaneMemory.Load(before + c, beforeStride, TFirst.On ? TCell.StateSlots : savedSlots);
                if (!TFirst.On)
                {
                    earlier = cell.StateAfter(in constants, in earlier);
                }
            }

            var lanes = LaneMemory.Load(gradient + c, BlockMemory<T>.Stride, TCell.StateSlots);
            var learned = LaneMemory.Load(parameterGradients + c, BlockMemory<T>.Stride, TLearning.On ? ParameterSlots : 0);
            var x = TLearning.On ? Vector.Load(current + c) : default;
            var result = cell.Backward(in constants, x, in earlier, in kept, Vector.Load(outputGradient + c), ref lanes, ref learned);
            LaneMemory.StoreVector<T, TStreaming>(result, currentGradient + c);
            LaneMemory.Store<T, Off>(in lanes, gradient + c, BlockMemory<T>.Stride, TCell.StateSlots);
            LaneMemory.Store<T, Off>(in learned, parameterGradients + c, BlockMemory<T>.Stride, TLearning.On ? ParameterSlots : 0);
        }
    }
}
