using Glia.Random;

namespace Glia.Spikes;

/// <summary>Poisson coding: each unit fires at random times with a rate of its own.</summary>
public static class PoissonEncoding
{
    /// <summary>The highest rate: one spike a microsecond.</summary>
    public const double HighestRate = 1e6;

    /// <summary>Draws spike trains with exponential intervals.</summary>
    /// <param name="rates">Each unit's rate in Hz, 0 to <see cref="HighestRate"/>.</param>
    /// <param name="window">When the units fire.</param>
    /// <param name="random">Where the numbers come from; units take theirs one after the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in range.</exception>
    public static SpikeTrains Encode(ReadOnlySpan<double> rates, TimeWindow window, RandomStream random)
    {
        window.Validated([]);
        var (times, units) = (new List<long>(), new List<int>());
        for (var unit = 0; unit < rates.Length; unit++)
        {
            if (rates[unit] is not (>= 0 and <= HighestRate))
            {
                throw new ArgumentOutOfRangeException(nameof(rates), rates[unit], $"The rate of unit {unit} must be from 0 to {HighestRate} Hz.");
            }

            var mean = 1e6 / rates[unit];
            for (var since = Interval(mean, random); rates[unit] > 0 && since < window.Length; since += Interval(mean, random))
            {
                times.Add(window.Start + (long)since);
                units.Add(unit);
            }
        }

        return SpikeTrains.Sort([.. times], [.. units], rates.Length, window);
    }

    private static double Interval(double mean, RandomStream random) => -mean * Math.Log(1 - random.NextDouble());
}
