using Glia.Random;

namespace Glia.Spikes;

/// <summary>Random latency patterns, in which each afferent fires once (Gütig and Sompolinsky 2006).</summary>
public static class LatencyPatterns
{
    /// <summary>Draws patterns of two classes in turn: the even ones should be answered with a spike.</summary>
    /// <param name="patterns">How many.</param>
    /// <param name="afferents">Afferents, each with one spike.</param>
    /// <param name="durationMs">Spikes are uniform in 0 to this many milliseconds.</param>
    /// <param name="random">Where the times come from, afferent by afferent.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static LatencyPattern[] Draw(int patterns, int afferents, double durationMs, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patterns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(afferents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(durationMs);
        ArgumentNullException.ThrowIfNull(random);
        var result = new LatencyPattern[patterns];
        for (var p = 0; p < patterns; p++)
        {
            var (times, units) = (new double[afferents], new int[afferents]);
            for (var i = 0; i < afferents; i++)
            {
                (times[i], units[i]) = (durationMs * random.NextDouble(), i);
            }

            Array.Sort(times, units);
            result[p] = new LatencyPattern(times, units, p % 2 == 0);
        }

        return result;
    }
}
