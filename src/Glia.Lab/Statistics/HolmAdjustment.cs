using System.Globalization;

namespace Glia.Lab.Statistics;

/// <summary>Adjusts p-values for being several, by Holm's step-down method; the chance of any false alarm keeps its level.</summary>
/// <remarks>Source: Holm, Scandinavian Journal of Statistics 6 (1979).</remarks>
public static class HolmAdjustment
{
    /// <summary>The adjusted p-values, in the order of the given ones.</summary>
    /// <param name="pValues">P-values from 0 to 1; none gives none.</param>
    /// <exception cref="ArgumentException">A p-value is NaN or not between 0 and 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        for (var i = 0; i < pValues.Length; i++)
        {
            if (!(pValues[i] >= 0 && pValues[i] <= 1))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"'{nameof(pValues)}' must hold numbers from 0 to 1; got {pValues[i]} at position {i}."), nameof(pValues));
            }
        }

        var sorted = pValues.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var largest = 0.0;
        for (var rank = 0; rank < sorted.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, sorted[rank] * (sorted.Length - rank)));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
