using Glia.Random;

namespace Glia.Events;

/// <summary>Features by k-means of patches scaled to length 1: in batches (the clustering of HOTS, Lagorce et al. 2017), or on line (MacQueen 1967). The rivals of FEAST.</summary>
/// <remarks>A patch belongs to the nearest centroid. Thread-safe: no.</remarks>
public sealed class PatchKMeans : IPatchFeatures
{
    private readonly PatchTable _table;
    private readonly float[] _halfSquares;
    private readonly long[] _counts;
    private readonly float[] _scaled;

    private PatchKMeans(int count, int patchLength)
    {
        _table = new PatchTable(count, patchLength);
        (_halfSquares, _counts, _scaled) = (new float[count], new long[count], new float[patchLength]);
    }

    /// <inheritdoc/>
    public int Count => _table.Count;

    /// <inheritdoc/>
    public int PatchLength => _table.Length;

    /// <summary>Begins on-line clustering at patches drawn from a sample, each counted once.</summary>
    /// <param name="sample">At least as many patches as clusters.</param>
    /// <param name="count">Clusters.</param>
    /// <param name="random">Which patches.</param>
    /// <exception cref="ArgumentException">There are fewer patches than clusters.</exception>
    public static PatchKMeans Start(PatchSample sample, int count, RandomStream random)
    {
        Require(sample, count);
        var clusters = new PatchKMeans(count, sample.PatchLength);
        var order = random.Permutation(sample.Count);
        for (var cluster = 0; cluster < count; cluster++)
        {
            clusters.Place(cluster, sample[order[cluster]]);
        }

        return clusters;
    }

    /// <summary>Clusters a sample: k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's steps until no patch changes its cluster.</summary>
    /// <param name="sample">At least as many patches as clusters.</param>
    /// <param name="count">Clusters.</param>
    /// <param name="random">The first centroids.</param>
    /// <param name="iterations">Steps at most.</param>
    /// <exception cref="ArgumentException">There are fewer patches than clusters.</exception>
    public static PatchKMeans Fit(PatchSample sample, int count, RandomStream random, int iterations = 50)
    {
        Require(sample, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        var clusters = new PatchKMeans(count, sample.PatchLength);
        clusters.Spread(sample, random);
        var (assigned, sums) = (new int[sample.Count], new double[count * sample.PatchLength]);
        for (var iteration = 0; iteration < iterations && clusters.Reassign(sample, assigned); iteration++)
        {
            clusters.Centre(sample, assigned, sums);
        }

        return clusters;
    }

    /// <summary>Moves the nearest centroid towards a patch by 1 / (patches that it has had), so that it stays their mean.</summary>
    /// <returns>The cluster.</returns>
    /// <exception cref="ArgumentException">The patch has another length, or is 0.</exception>
    public int Learn(ReadOnlySpan<float> patch)
    {
        var cluster = Nearest(patch, out var length);
        var rate = 1f / ++_counts[cluster];
        _table.Blend(cluster, 1 - rate, rate / length, patch);
        Measure(cluster);
        return cluster;
    }

    /// <inheritdoc/>
    public int Assign(ReadOnlySpan<float> patch) => Nearest(patch, out _);

    /// <summary>Copies a centroid.</summary>
    public void CopyCentroid(int cluster, Span<float> destination) => _table.CopyTo(cluster, destination);

    // ‖c − m‖² is least where m·c − ‖m‖²/2 is largest.
    private int Nearest(ReadOnlySpan<float> patch, out float length)
    {
        length = MathF.Sqrt(_table.Multiply(patch));
        var products = _table.Products;
        var (best, score) = (0, float.NegativeInfinity);
        for (var cluster = 0; cluster < _halfSquares.Length; cluster++)
        {
            var value = (products[cluster] / length) - _halfSquares[cluster];
            (best, score) = value > score ? (cluster, value) : (best, score);
        }

        return best;
    }

    private void Spread(PatchSample sample, RandomStream random)
    {
        var distances = new double[sample.Count];
        Array.Fill(distances, double.PositiveInfinity);
        Place(0, sample[random.NextInt(sample.Count)]);
        for (var cluster = 1; cluster < Count; cluster++)
        {
            Span<float> last = _scaled;
            _table.CopyTo(cluster - 1, last);
            var sum = 0.0;
            for (var i = 0; i < distances.Length; i++)
            {
                var distance = System.Numerics.Tensors.TensorPrimitives.Distance(sample[i], last);
                distances[i] = Math.Min(distances[i], distance * distance);
                sum += distances[i];
            }

            var (target, chosen) = (random.NextDouble() * sum, 0);
            for (var passed = distances[0]; passed < target && chosen < distances.Length - 1; passed += distances[chosen])
            {
                chosen++;
            }

            Place(cluster, sample[chosen]);
        }
    }

    private bool Reassign(PatchSample sample, int[] assigned)
    {
        var changed = false;
        Array.Clear(_counts);
        for (var i = 0; i < assigned.Length; i++)
        {
            var cluster = Assign(sample[i]);
            changed |= cluster + 1 != assigned[i];
            // 0 is for patches that have no cluster yet.
            assigned[i] = cluster + 1;
            _counts[cluster]++;
        }

        return changed;
    }

    // A cluster without patches stays where it is.
    private void Centre(PatchSample sample, int[] assigned, double[] sums)
    {
        Array.Clear(sums);
        for (var i = 0; i < assigned.Length; i++)
        {
            var patch = sample[i];
            var at = (assigned[i] - 1) * PatchLength;
            for (var pixel = 0; pixel < patch.Length; pixel++)
            {
                sums[at + pixel] += patch[pixel];
            }
        }

        for (var cluster = 0; cluster < Count; cluster++)
        {
            for (var pixel = 0; pixel < PatchLength && _counts[cluster] > 0; pixel++)
            {
                _table[cluster, pixel] = (float)(sums[(cluster * PatchLength) + pixel] / _counts[cluster]);
            }

            Measure(cluster);
        }
    }

    private void Place(int cluster, ReadOnlySpan<float> patch)
    {
        for (var pixel = 0; pixel < patch.Length; pixel++)
        {
            _table[cluster, pixel] = patch[pixel];
        }

        _counts[cluster] = 1;
        Measure(cluster);
    }

    private void Measure(int cluster)
    {
        _table.CopyTo(cluster, _scaled);
        _halfSquares[cluster] = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(_scaled) / 2;
    }

    private static void Require(PatchSample sample, int count)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (sample.Count < count)
        {
            throw new ArgumentException($"{count} clusters need at least as many patches; the sample has {sample.Count}.", nameof(sample));
        }
    }
}
