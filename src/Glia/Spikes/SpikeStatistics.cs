namespace Glia.Spikes;

/// <summary>What is said of single spike trains: rate, interspike intervals and their variation, variation of counts.</summary>
/// <remarks>Variances divide by the number of values, as Elephant (numpy) does. Where a train has too few spikes the answer is NaN.</remarks>
public static class SpikeStatistics
{
    /// <summary>Each unit's firing rate in Hz: spikes divided by the length of the window.</summary>
    /// <exception cref="ArgumentException">The window is empty.</exception>
    public static double[] FiringRates(SpikeTrains spikes) => spikes.Window.Length > 0
        ? Array.ConvertAll(spikes.CountsByUnit(), count => count / spikes.Window.Seconds)
        : throw new ArgumentException("A rate needs a recording of some length; its window is empty. Give the window when the spike trains are made.", nameof(spikes));

    /// <summary>The intervals between successive spikes, in microseconds.</summary>
    /// <param name="times">One unit's spikes, ascending, in microseconds.</param>
    public static long[] InterspikeIntervals(ReadOnlySpan<long> times)
    {
        TimeOrder.CheckSorted(times);
        var intervals = new long[Math.Max(0, times.Length - 1)];
        for (var i = 0; i < intervals.Length; i++)
        {
            intervals[i] = times[i + 1] - times[i];
        }

        return intervals;
    }

    /// <summary>The coefficient of variation of the interspike intervals: standard deviation / mean; 1 for a Poisson process, 0 for a clock.</summary>
    /// <param name="times">One unit's spikes, ascending, in microseconds; NaN where there are fewer than three.</param>
    public static double CoefficientOfVariation(ReadOnlySpan<long> times)
    {
        var intervals = InterspikeIntervals(times);
        if (intervals.Length < 2)
        {
            return double.NaN;
        }

        var (mean, variance) = MeanAndVariance(intervals);
        return Math.Sqrt(variance) / mean;
    }

    /// <summary>The local variation CV2 of neighbouring intervals: mean of 2 |I₂ − I₁| / (I₂ + I₁), insensitive to slow changes of rate.</summary>
    /// <remarks>Holt, Softky, Koch and Douglas, 1996, J. Neurophysiol. 75, equation 1 averaged over the train. Pairs of intervals that are both 0 say nothing and are left out.</remarks>
    /// <param name="times">One unit's spikes, ascending, in microseconds; NaN where there are fewer than three.</param>
    public static double Cv2(ReadOnlySpan<long> times)
    {
        var intervals = InterspikeIntervals(times);
        var (sum, pairs) = (0.0, 0);
        for (var i = 1; i < intervals.Length; i++)
        {
            var both = (double)intervals[i] + intervals[i - 1];
            if (both > 0)
            {
                sum += 2 * Math.Abs((double)intervals[i] - intervals[i - 1]) / both;
                pairs++;
            }
        }

        return sum / pairs;
    }

    /// <summary>The Fano factor: variance / mean of the spike counts in whole windows one after the other; 1 for a Poisson process.</summary>
    /// <param name="times">One unit's spikes, ascending, in microseconds.</param>
    /// <param name="window">What was recorded.</param>
    /// <param name="countMicroseconds">How long the windows are in which spikes are counted; what is left over at the end is not used.</param>
    /// <returns>NaN without a spike in the windows.</returns>
    /// <exception cref="ArgumentException">Fewer than two windows fit into the recording.</exception>
    public static double FanoFactor(ReadOnlySpan<long> times, TimeWindow window, long countMicroseconds)
    {
        TimeOrder.CheckSorted(times);
        ArgumentOutOfRangeException.ThrowIfLessThan(countMicroseconds, 1);
        var windows = window.Length / countMicroseconds;
        if (windows is < 2 or > int.MaxValue)
        {
            throw new ArgumentException($"A Fano factor needs 2 to {int.MaxValue} windows; the recording of {window.Length} µs has {windows} of {countMicroseconds} µs.", nameof(countMicroseconds));
        }

        // Sums of the counts and of their squares, taken window by window as the spikes come; empty windows add nothing to either.
        var (sum, squares, count, current) = (0.0, 0.0, 0L, -1L);
        foreach (var time in times)
        {
            var place = (time - window.Start) / countMicroseconds;
            if (time < window.Start || place >= windows)
            {
                continue;
            }

            if (place != current)
            {
                (sum, squares) = (sum + count, squares + ((double)count * count));
                (count, current) = (0, place);
            }

            count++;
        }

        (sum, squares) = (sum + count, squares + ((double)count * count));
        var mean = sum / windows;
        return ((squares / windows) - (mean * mean)) / mean;
    }

    private static (double Mean, double Variance) MeanAndVariance(long[] values)
    {
        var mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}
