namespace Glia.Spikes;

/// <summary>How much a population fires together: the measure χ of Golomb and Rinzel.</summary>
/// <remarks>
/// <para>χ² = Var_t(mean_i n_i(t)) / mean_i Var_t(n_i(t)), with n_i(t) the spikes of unit i in time bin t. χ is 1 where all units fire alike, about
/// 1/√N where N units are independent. Golomb and Rinzel, 1994, Physica D 72; Golomb, 2007, "Neuronal synchrony measures", Scholarpedia 2(1):1347, equations 1–4,
/// with binned spike counts as the variable.</para>
/// <para>Cost: O(spikes + bins).</para>
/// </remarks>
public static class PopulationSynchrony
{
    /// <summary>χ over whole bins from the start of the window.</summary>
    /// <param name="spikes">The population; silent units count as units that never vary.</param>
    /// <param name="binMicroseconds">How long a bin is; spikes within a bin count as together.</param>
    /// <returns>0 to 1; NaN where no unit varies.</returns>
    /// <exception cref="ArgumentException">Fewer than two bins fit into the recording.</exception>
    public static double Chi(SpikeTrains spikes, long binMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binMicroseconds, 1);
        var bins = spikes.Window.Length / binMicroseconds;
        if (bins < 2 || bins > Array.MaxLength)
        {
            throw new ArgumentException($"Synchrony needs 2 to {Array.MaxLength} bins; the recording of {spikes.Window.Length} µs has {bins} of {binMicroseconds} µs.", nameof(binMicroseconds));
        }

        var all = new long[bins];
        double ownVariances = 0;
        foreach (var train in spikes.ByUnit())
        {
            ownVariances += Variance(train.Span, spikes.Window.Start, binMicroseconds, all);
        }

        double sum = 0, squares = 0;
        foreach (var count in all)
        {
            sum += count;
            squares += (double)count * count;
        }

        // The mean over units of the counts is their sum / N; so its variance has N² below, and the mean of the variances N.
        var together = (squares / bins) - (sum / bins * (sum / bins));
        return Math.Sqrt(together / (spikes.UnitCount * ownVariances));
    }

    private static double Variance(ReadOnlySpan<long> times, long start, long bin, long[] all)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < times.Length;)
        {
            var place = (times[i] - start) / bin;
            var first = i;
            while (i < times.Length && (times[i] - start) / bin == place)
            {
                i++;
            }

            if (place < all.Length)
            {
                all[place] += i - first;
                sum += i - first;
                squares += (double)(i - first) * (i - first);
            }
        }

        var mean = sum / all.Length;
        return (squares / all.Length) - (mean * mean);
    }
}
