using System.Numerics;

namespace Glia.Simulation.Kernels;

/// <summary>How a network lies in memory once all of it is known: rings of what is on its way, slices of steps, parts of threads.</summary>
internal static class NetworkLayout<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LongestSlice = 16;

    /// <summary>Steps in which no spike arrives that is fired within them.</summary>
    public static int SliceSteps(IEnumerable<Projection<T>> projections) =>
        Math.Min(LongestSlice, projections.Select(projection => projection.ShortestDelay).DefaultIfEmpty(LongestSlice).Min());

    /// <summary>Makes the rings of the populations.</summary>
    /// <remarks>Where the shortest way to a population takes one step and so does the longest, and its cells only add up what arrives, spikes are added to their state at once: there is nothing to wait for.</remarks>
    public static void MakeRings(IEnumerable<Population<T>> populations, IReadOnlyList<Projection<T>> projections)
    {
        foreach (var population in populations)
        {
            var receptors = population.Model.Receptors.Count;
            var longest = Enumerable.Range(0, receptors).Select(receptor => projections
                .Where(projection => projection.Target.Population == population && projection.Receptor == receptor).Select(projection => projection.GreatestDelay).DefaultIfEmpty(1).Max()).ToArray();
            if (!(IsDirect(population.Kernel) && longest.All(delay => delay == 1)))
            {
                population.Rings = [.. longest.Select(delay => new InputRing<T>(delay, population.Kernel.Padded))];
            }
        }
    }

    /// <summary>Divides cells and synapses among threads; returns the borders in each population.</summary>
    public static IReadOnlyList<int[]> Divide(IEnumerable<Population<T>> populations, IEnumerable<Projection<T>> projections, int threads)
    {
        var borders = populations.Select(population => Borders(population.Kernel, threads)).ToArray();
        foreach (var projection in projections)
        {
            projection.Partition(borders[projection.Target.Population.Index]);
            projection.Plastic?.Partition(threads);
        }

        return borders;
    }

    private static unsafe bool IsDirect(PopulationKernel<T> kernel) => kernel.Direct(0) != null;

    private static int[] Borders(PopulationKernel<T> kernel, int parts)
    {
        var grains = kernel.Padded / kernel.Grain;
        return [.. Enumerable.Range(0, parts + 1).Select(part => (int)((long)grains * part / parts) * kernel.Grain)];
    }
}
