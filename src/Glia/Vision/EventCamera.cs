using Glia.Spikes;

namespace Glia.Vision;

/// <summary>Simulates an event camera: turns the changes between frames into events.</summary>
public static class EventCamera
{
    /// <summary>Microseconds of a frame.</summary>
    public const long StepMicroseconds = 1000;

    /// <summary>Below this fraction of voxels (pixel, frame, polarity) with an event a threshold is too high to be useful.</summary>
    public const double LowestRate = 0.001;

    /// <summary>Above this fraction of voxels with an event a threshold is too low to be useful.</summary>
    public const double HighestRate = 0.4;

    /// <summary>Makes the events of a movie, at times that are multiples of a millisecond; the first frame has none.</summary>
    /// <remarks>
    /// <para>g_t = I_t − I_(t−1); e_t = [r_t &gt; θ] − [r_t &lt; −θ], with r_t = g_t − θ e_(t−1), or r_t = r_(t−1) + g_t − θ e_(t−1) where change accumulates.</para>
    /// <para>A threshold relative to the changes of a movie depends on what part of a scene is filmed: two parts of one scene have two thresholds.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The movie holds a value that is not finite, or an option is out of range.</exception>
    public static CameraEvents Simulate(Movie movie, EventCameraOptions? options = null)
    {
        options = (options ?? new EventCameraOptions()).Validated();
        var threshold = options.Selectivity * (options.Threshold == EventThreshold.Relative ? Deviation(movie) : 1);
        var pixels = movie.Height * movie.Width;
        var (last, residual, silentUntil) = (new sbyte[pixels], new double[pixels], new int[pixels]);
        var (times, x, y, polarities) = (new List<long>(), new List<short>(), new List<short>(), new List<byte>());
        for (var t = 1; t < movie.Steps; t++)
        {
            var before = movie.Frame(t - 1);
            var after = movie.Frame(t);
            for (var i = 0; i < pixels; i++)
            {
                var carried = options.Residual == EventResidual.Accumulate ? residual[i] : 0;
                var r = residual[i] = carried + after[i] - before[i] - (threshold * last[i]);
                var sign = t < silentUntil[i] ? 0 : r > threshold ? 1 : r < -threshold ? -1 : 0;
                last[i] = (sbyte)sign;
                if (sign != 0)
                {
                    silentUntil[i] = t + 1 + options.RefractorySteps;
                    times.Add(t * StepMicroseconds);
                    x.Add((short)(i % movie.Width));
                    y.Add((short)(i / movie.Width));
                    polarities.Add((byte)(sign > 0 ? 1 : 0));
                }
            }
        }

        return CameraEvents.FromSorted(
            times.ToArray(), x.ToArray(), y.ToArray(), polarities.ToArray(), movie.Width, movie.Height, new TimeWindow(0, movie.Steps * StepMicroseconds));
    }

    /// <summary>The fraction of voxels (pixel, millisecond, polarity) that have an event.</summary>
    public static double Rate(CameraEvents events) => events.Count / (2.0 * events.Height * events.Width * Math.Max(1, events.Window.Length / StepMicroseconds));

    /// <summary>Refuses recordings with hardly any or far too many events.</summary>
    /// <param name="rate">The fraction of voxels that have an event, of one recording or on average over many.</param>
    /// <exception cref="ArgumentException">Less than 0.1 % or more than 40 %; the message says which way to move the threshold.</exception>
    public static void RequireUsefulRate(double rate)
    {
        if (!(rate >= LowestRate && rate <= HighestRate))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{100 * rate:0.###} % of pixels, steps and polarities have an event; {100 * LowestRate} % to {100 * HighestRate} % are useful. The threshold is too {(rate < LowestRate ? "high: lower" : "low: raise")} the selectivity."));
        }
    }

    private static double Deviation(Movie movie)
    {
        var pixels = movie.Height * movie.Width;
        var (sum, squares, count) = (0.0, 0.0, Math.Max(1, (movie.Steps - 1) * pixels));
        for (var i = pixels; i < movie.Values.Length; i++)
        {
            var change = (double)movie.Values[i] - movie.Values[i - pixels];
            sum += change;
            squares += change * change;
        }

        var variance = (squares / count) - (sum / count * (sum / count));
        return double.IsFinite(variance) ? Math.Sqrt(Math.Max(0, variance)) : throw new ArgumentException("A movie must hold finite values.", nameof(movie));
    }
}
