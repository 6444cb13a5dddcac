using System.Numerics;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>Sizes of one call: T, B, inputs, outputs, K delays, tail.</summary>
internal readonly record struct DelayShape(int Steps, int Batch, int Inputs, int Outputs, int Slots, int Tail)
{
    /// <summary>Steps of the output.</summary>
    public int OutputSteps => Steps + Tail;

    /// <summary>Steps in which an input can still arrive.</summary>
    public int Window => Steps + Slots - 1;

    /// <summary>Numbers in a row of outputs that is filled up to whole vectors.</summary>
    public int RowOf<T>() => (Outputs + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;

    /// <summary>Numbers of one input's part of the kernel, [K, row].</summary>
    public int PlaneOf<T>() => Slots * RowOf<T>();

    /// <summary>Outputs that are computed together: their kernel of all inputs stays in the second-level cache, their sums in the first.</summary>
    public static int TileOf<T>() => Vector512<T>.Count;

    /// <summary>Number of tiles of outputs.</summary>
    public int TilesOf<T>() => (Outputs + TileOf<T>() - 1) / TileOf<T>();
}
