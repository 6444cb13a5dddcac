using System.Numerics;
using Glia.Networks;

namespace Glia.Simulation.Kernels;

/// <summary>What will arrive at a receptor in each of the coming steps: a ring of arrays, one number a cell.</summary>
internal sealed unsafe class InputRing<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _numbers;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="longestDelay">The longest delay in steps, at least 1.</param>
    /// <param name="stride">Numbers of an array.</param>
    public InputRing(int longestDelay, int stride)
    {
        Slots = (int)BitOperations.RoundUpToPowerOf2((uint)longestDelay);
        Stride = stride;
        _numbers = new AlignedBuffer<T>(checked(Slots * stride));
    }

    /// <summary>Number of arrays, a power of 2.</summary>
    public int Slots { get; }

    /// <summary>Numbers of an array.</summary>
    public int Stride { get; }

    /// <summary>All arrays.</summary>
    public T* Pointer => _numbers.Pointer;

    /// <summary>The array of a step.</summary>
    public T* Slot(long step) => _numbers.Pointer + ((step & (Slots - 1)) * Stride);

    /// <summary>One array by its place.</summary>
    public Span<T> Array(int slot) => _numbers.Span.Slice(slot * Stride, Stride);
}
