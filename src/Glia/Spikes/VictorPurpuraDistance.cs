using System.Buffers;

namespace Glia.Spikes;

/// <summary>The Victor–Purpura distance: the cheapest way to edit one spike train into another.</summary>
/// <remarks>
/// <para>Adding or removing a spike costs 1, moving one by Δt costs q |Δt|. Victor and Purpura, 1996, J. Neurophysiol. 76 (the metric
/// D^spike). q = 0 compares numbers of spikes; a very large q counts the spikes that do not coincide.</para>
/// <para>Cost: O(n · m) time, O(m) memory (rented).</para>
/// </remarks>
public static class VictorPurpuraDistance
{
    /// <summary>The distance of two spike trains.</summary>
    /// <param name="first">One train, ascending, in microseconds.</param>
    /// <param name="second">The other.</param>
    /// <param name="costPerSecond">q, the cost of moving a spike, per second; not negative.</param>
    /// <exception cref="ArgumentException">A train does not ascend.</exception>
    public static double Between(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double costPerSecond)
    {
        if (!(costPerSecond >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(costPerSecond), costPerSecond, "The cost of moving a spike must not be negative.");
        }

        TimeOrder.CheckSorted(first);
        TimeOrder.CheckSorted(second);
        var row = ArrayPool<double>.Shared.Rent(second.Length + 1);
        for (var j = 0; j <= second.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 0; i < first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < second.Length; j++)
            {
                var apart = Math.Abs(first[i] - second[j]);
                // At an infinite cost spikes at the same time still move for nothing.
                var moved = apart == 0 ? diagonal : diagonal + (costPerSecond * apart * 1e-6);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(moved, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        var distance = row[second.Length];
        ArrayPool<double>.Shared.Return(row);
        return distance;
    }
}
