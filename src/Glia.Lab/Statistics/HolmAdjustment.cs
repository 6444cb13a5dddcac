namespace Glia.Lab.Statistics;

/// <summary>Adjusts p-values for several tests (Holm 1979), so that the chance of any false finding stays at the level.</summary>
public static class HolmAdjustment
{
    /// <summary>Returns the adjusted p-values, in the order given.</summary>
    /// <exception cref="ArgumentException">A value lies outside [0, 1].</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => p is not (>= 0 and <= 1)))
        {
            throw new ArgumentException("Every p-value must lie in [0, 1].", nameof(pValues));
        }

        var order = Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]).ToArray();
        var adjusted = new double[pValues.Count];
        double largest = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
