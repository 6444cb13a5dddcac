using Glia.Random;
using Check = System.ArgumentOutOfRangeException;

namespace Glia.Dendrites;

/// <summary>Draws random sparse patterns, subsamples and corrupted copies.</summary>
public static class SdrGenerator
{
    private const int SmallestCluster = 2;
    private const int LargestCluster = 9;

    /// <summary>A pattern with exactly so many active cells, all equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More cells shall be active than there are.</exception>
    public static Sdr Uniform(int cells, int active, RandomStream random)
    {
        Check.ThrowIfNegative(active);
        Check.ThrowIfGreaterThan(active, cells);
        return new Sdr(cells, Choose(cells, active, random));
    }

    /// <summary>A pattern of so many of another's active cells, all equally likely: a segment's synapses onto it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The subsample is larger than the pattern.</exception>
    public static Sdr Subsample(Sdr pattern, int synapses, RandomStream random)
    {
        var active = pattern.ActiveCells();
        Check.ThrowIfNegative(synapses);
        Check.ThrowIfGreaterThan(synapses, active.Length);
        return new Sdr(pattern.Cells, [.. Choose(active.Length, synapses, random).Select(index => active[index])]);
    }

    /// <summary>A copy in which so many active cells moved to cells that were inactive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More cells shall move than are active, or than have where to go.</exception>
    public static Sdr Corrupt(Sdr pattern, int moved, RandomStream random)
    {
        var active = pattern.ActiveCells();
        Check.ThrowIfNegative(moved);
        Check.ThrowIfGreaterThan(moved, Math.Min(active.Length, pattern.Cells - active.Length));
        random.Shuffle(active.AsSpan());
        var kept = active.AsSpan(moved).ToArray().ToList();
        var added = new HashSet<int>();
        while (added.Count < moved)
        {
            var cell = random.NextInt(pattern.Cells);
            if (!pattern[cell])
            {
                added.Add(cell);
            }
        }

        return new Sdr(pattern.Cells, [.. kept, .. added]);
    }

    /// <summary>Clusters of 2 to 9 random cells each, from which correlated patterns are made.</summary>
    public static int[][] Clusters(int cells, int count, RandomStream random) =>
        [.. Enumerable.Range(0, count).Select(_ => Choose(cells, SmallestCluster + random.NextInt(LargestCluster - SmallestCluster + 1), random))];

    /// <summary>A pattern of whole clusters, filled up with random cells to exactly so many active cells.</summary>
    /// <param name="cells">Cells of the population.</param>
    /// <param name="active">Active cells.</param>
    /// <param name="clusters">Clusters to draw from.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">More cells shall be active than there are.</exception>
    public static Sdr Correlated(int cells, int active, int[][] clusters, RandomStream random)
    {
        Check.ThrowIfGreaterThan(active, cells);
        var chosen = new HashSet<int>();
        while (clusters.Length > 0)
        {
            var cluster = clusters[random.NextInt(clusters.Length)];
            if (chosen.Count + cluster.Count(cell => !chosen.Contains(cell)) > active)
            {
                break;
            }

            chosen.UnionWith(cluster);
            if (chosen.Count == active)
            {
                break;
            }
        }

        while (chosen.Count < active)
        {
            chosen.Add(random.NextInt(cells));
        }

        return new Sdr(cells, [.. chosen]);
    }

    // Floyd's algorithm: as many draws as members, each set equally likely.
    private static int[] Choose(int population, int count, RandomStream random)
    {
        var chosen = new HashSet<int>(count);
        for (var last = population - count; last < population; last++)
        {
            var candidate = random.NextInt(last + 1);
            if (!chosen.Add(candidate))
            {
                chosen.Add(last);
            }
        }

        return [.. chosen];
    }
}
