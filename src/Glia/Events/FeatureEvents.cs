namespace Glia.Events;

/// <summary>Events that carry a feature instead of a polarity: what a layer of features makes of a recording.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed class FeatureEvents
{
    private readonly long[] _times;
    private readonly short[] _x;
    private readonly short[] _y;
    private readonly int[] _features;

    internal FeatureEvents(long[] times, short[] x, short[] y, int[] features, (int Width, int Height, int FeatureCount) size)
    {
        (_times, _x, _y, _features) = (times, x, y, features);
        (Width, Height, FeatureCount) = size;
    }

    /// <summary>How many events have a feature.</summary>
    public int Count => _times.Length;

    /// <summary>Columns of the sensor.</summary>
    public int Width { get; }

    /// <summary>Rows of the sensor.</summary>
    public int Height { get; }

    /// <summary>Features of all populations together.</summary>
    public int FeatureCount { get; }

    /// <summary>When each event was, in microseconds, ascending.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>The column of each event.</summary>
    public ReadOnlySpan<short> X => _x;

    /// <summary>The row of each event.</summary>
    public ReadOnlySpan<short> Y => _y;

    /// <summary>The feature of each event: population · N + feature of the population.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>How many events each feature has, in each cell of a grid over the sensor: [feature, row, column].</summary>
    /// <param name="cells">Rows and columns of the grid; 1 counts features alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The grid has no cell.</exception>
    public int[] Histogram(int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        var counts = new int[checked(FeatureCount * cells * cells)];
        for (var i = 0; i < _features.Length; i++)
        {
            counts[(((_features[i] * cells) + (_y[i] * cells / Height)) * cells) + (_x[i] * cells / Width)]++;
        }

        return counts;
    }

    /// <summary>The histogram as what classifiers take: divided by its sum, and the square root of each number, so that it has length 1 (0 without events).</summary>
    /// <inheritdoc cref="Histogram"/>
    public float[] PooledHistogram(int cells) => Pooled(Histogram(cells));

    /// <summary>Counts divided by their sum, and the square root of each.</summary>
    public static float[] Pooled(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        var pooled = new float[counts.Length];
        for (var i = 0; i < pooled.Length && sum > 0; i++)
        {
            pooled[i] = (float)Math.Sqrt((double)counts[i] / sum);
        }

        return pooled;
    }
}
