using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Glia.Simulation.Kernels;

/// <summary>Brings spikes to their targets: for each spike, its row is added to what will arrive.</summary>
/// <remarks>Additions to a cell come in the order of steps, projections, sources and entries, whatever part of the cells is served: results have the same bits for any number of threads.</remarks>
internal static unsafe class Delivery<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LineBytes = 64;
    private const int PrefetchedLines = 6;

    /// <summary>Delivers the spikes of one step to the targets of one part.</summary>
    /// <param name="projection">The synapses.</param>
    /// <param name="part">Which part of the target cells.</param>
    /// <param name="step">When the spikes were fired.</param>
    /// <param name="fired">Cells of the source population that fired.</param>
    /// <returns>Number of synapses that were served.</returns>
    public static long Run(Projection<T> projection, int part, long step, FiredCells fired)
    {
        var rings = projection.Target.Population.Rings;
        if (projection.DelayPointer != null)
        {
            return WithDelays(projection, rings[projection.Receptor], part, step, fired);
        }

        var input = rings.Count == 0 ? projection.Target.Population.Kernel.Direct(projection.Receptor) : rings[projection.Receptor].Slot(step + projection.Options.Delay);
        return projection.WeightPointer == null ? WithOneWeight(projection, input, part, fired) : WithWeights(projection, input, part, fired);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long WithOneWeight(Projection<T> projection, T* input, int part, FiredCells fired)
    {
        var (first, rows, parts, weight) = (projection.Source.First, (uint)projection.Source.Count, projection.Parts, T.CreateTruncating(projection.Options.Weight));
        int* bounds = projection.BoundPointer + part, targets = projection.TargetPointer;
        var served = 0L;
        for (var n = 0; n < fired.Count; n++)
        {
            var row = (nint)fired.Cells[n] - first;
            if ((nuint)row >= rows)
            {
                continue;
            }

            Prefetch(targets, bounds, parts, fired, n + 1, first, rows);
            nint entry = bounds[row * parts], end = bounds[(row * parts) + 1];
            served += end - entry;
            for (; entry <= end - 4; entry += 4)
            {
                input[targets[entry]] += weight;
                input[targets[entry + 1]] += weight;
                input[targets[entry + 2]] += weight;
                input[targets[entry + 3]] += weight;
            }

            for (; entry < end; entry++)
            {
                input[targets[entry]] += weight;
            }
        }

        return served;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long WithWeights(Projection<T> projection, T* input, int part, FiredCells fired)
    {
        var (first, rows, parts) = (projection.Source.First, (uint)projection.Source.Count, projection.Parts);
        var weights = projection.WeightPointer;
        int* bounds = projection.BoundPointer + part, targets = projection.TargetPointer;
        var served = 0L;
        for (var n = 0; n < fired.Count; n++)
        {
            var row = (nint)fired.Cells[n] - first;
            if ((nuint)row >= rows)
            {
                continue;
            }

            Prefetch(targets, bounds, parts, fired, n + 1, first, rows);
            nint entry = bounds[row * parts], end = bounds[(row * parts) + 1];
            served += end - entry;
            for (; entry < end; entry++)
            {
                input[targets[entry]] += weights[entry];
            }
        }

        return served;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long WithDelays(Projection<T> projection, InputRing<T> ring, int part, long step, FiredCells fired)
    {
        var (first, rows, parts, weight) = (projection.Source.First, (uint)projection.Source.Count, projection.Parts, T.CreateTruncating(projection.Options.Weight));
        T* weights = projection.WeightPointer, input = ring.Pointer;
        var delays = projection.DelayPointer;
        int* bounds = projection.BoundPointer + part, targets = projection.TargetPointer;
        var (stride, mask) = ((nint)ring.Stride, ring.Slots - 1);
        var (now, served) = ((int)(step & mask), 0L);
        for (var n = 0; n < fired.Count; n++)
        {
            var row = (nint)fired.Cells[n] - first;
            if ((nuint)row >= rows)
            {
                continue;
            }

            Prefetch(targets, bounds, parts, fired, n + 1, first, rows);
            nint entry = bounds[row * parts], end = bounds[(row * parts) + 1];
            served += end - entry;
            for (; entry < end; entry++)
            {
                input[(((now + delays[entry]) & mask) * stride) + targets[entry]] += weights == null ? weight : weights[entry];
            }
        }

        return served;
    }

    // While one row is served, the beginning of the next comes from memory; the hardware fetches what follows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(int* targets, int* bounds, int parts, FiredCells fired, int next, int first, uint rows)
    {
        if (Sse.IsSupported && next < fired.Count && (nuint)((nint)fired.Cells[next] - first) < rows)
        {
            var address = (byte*)(targets + bounds[((nint)fired.Cells[next] - first) * parts]);
            for (var line = 0; line < PrefetchedLines; line++)
            {
                Sse.Prefetch0(address + (line * LineBytes));
            }
        }
    }
}
