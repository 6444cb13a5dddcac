namespace Glia.Spikes;

/// <summary>The van Rossum distance: how far two spike trains differ after each spike became a decaying exponential.</summary>
/// <remarks>
/// <para>D² = (1/τ) ∫ (f(t) − g(t))² dt, with f and g the sums of exp(−(t − tᵢ)/τ) over the spikes before t. van Rossum, 2001, Neural
/// Computation 13, equations 2.1–2.2. A train with one spike is √½ from an empty one; two spikes far apart are 1 from each other.</para>
/// <para>Computed as a sum over the merged spikes: between two of them f − g only decays, so its square integrates in closed form. O(n + m)
/// time, no allocation, and never negative, unlike the double sum over pairs.</para>
/// </remarks>
public static class VanRossumDistance
{
    /// <summary>The distance of two spike trains.</summary>
    /// <param name="first">One train, ascending, in microseconds.</param>
    /// <param name="second">The other.</param>
    /// <param name="timeConstantMicroseconds">τ: short, it counts coincidences; long, it compares numbers of spikes.</param>
    /// <exception cref="ArgumentException">A train does not ascend.</exception>
    public static double Between(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double timeConstantMicroseconds)
    {
        if (!(timeConstantMicroseconds > 0 && double.IsFinite(timeConstantMicroseconds)))
        {
            throw new ArgumentOutOfRangeException(nameof(timeConstantMicroseconds), timeConstantMicroseconds, "The time constant must be greater than 0 and finite.");
        }

        TimeOrder.CheckSorted(first);
        TimeOrder.CheckSorted(second);
        var (i, j, difference, twice) = (0, 0, 0.0, 0.0);
        var last = 0L;
        while (i < first.Length || j < second.Length)
        {
            var fromFirst = j == second.Length || (i < first.Length && first[i] <= second[j]);
            var time = fromFirst ? first[i++] : second[j++];
            var decay = Math.Exp((last - time) / timeConstantMicroseconds);
            if (difference != 0)
            {
                twice += difference * difference * (1 - (decay * decay));
                difference *= decay;
            }

            difference += fromFirst ? 1 : -1;
            last = time;
        }

        return Math.Sqrt((twice + (difference * difference)) / 2);
    }
}
