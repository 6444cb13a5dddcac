using Glia.Random;

namespace Glia.Dendrites;

/// <summary>Draws random sparse patterns.</summary>
public static class SdrGenerator
{
    private const int SmallestCluster = 2;
    private const int LargestCluster = 9;

    /// <summary>A pattern with exactly so many active cells, each such pattern equally likely.</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells, a, at most n.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Sdr Uniform(int cells, int active, RandomStream random)
    {
        Bounds.CheckNotBelow(cells, 1);
        Bounds.Check(active, 0, cells, "the cells of the population");
        var words = new ulong[Sdr.WordsFor(cells)];
        PackedBits.Choose(words, cells, active, random);
        return new Sdr(cells, words);
    }

    /// <summary>Clusters of 2 to 9 random cells each, of which correlated patterns are made.</summary>
    /// <param name="cells">Cells of the population, at least 9.</param>
    /// <param name="count">How many clusters.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static IReadOnlyList<Sdr> Clusters(int cells, int count, RandomStream random)
    {
        Bounds.CheckNotBelow(cells, LargestCluster);
        Bounds.CheckNotBelow(count, 0);
        return [.. Enumerable.Range(0, count).Select(_ => Uniform(cells, SmallestCluster + random.NextInt(LargestCluster - SmallestCluster + 1), random))];
    }

    /// <summary>A pattern of whole clusters, added until the next would make it too large, then filled up with random cells.</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells, a, at most n; the pattern has exactly so many.</param>
    /// <param name="clusters">Clusters to draw from, over the same population.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">There are no clusters, or one is over another population.</exception>
    public static Sdr Correlated(int cells, int active, IReadOnlyList<Sdr> clusters, RandomStream random)
    {
        Bounds.CheckNotBelow(cells, 1);
        Bounds.Check(active, 0, cells, "the cells of the population");
        if (clusters.Count == 0 || clusters.All(cluster => cluster.ActiveCount == 0))
        {
            throw new ArgumentException("There must be at least one cluster with a cell.", nameof(clusters));
        }

        var pattern = new Sdr(cells, ReadOnlySpan<int>.Empty);

        // Where clusters are few, the same ones come again and add nothing: that many draws in vain also end the adding.
        for (var vain = 0; vain < clusters.Count;)
        {
            var next = pattern.Union(clusters[random.NextInt(clusters.Count)]);
            var (before, after) = (pattern.ActiveCount, next.ActiveCount);
            if (after > active)
            {
                break;
            }

            (pattern, vain) = (next, after == before ? vain + 1 : 0);
        }

        var inactive = Enumerable.Range(0, cells).Where(cell => !pattern[cell]).ToArray();
        var missing = active - pattern.ActiveCount;
        PackedBits.PutChosenFirst(inactive, missing, random);
        return pattern.Union(new Sdr(cells, inactive.AsSpan(0, missing)));
    }
}
