namespace Glia.Spikes;

/// <summary>A stretch of time in microseconds, its end not included.</summary>
/// <param name="Start">The first microsecond.</param>
/// <param name="End">The first microsecond after it.</param>
public readonly record struct TimeWindow(long Start, long End)
{
    /// <summary>Times are within ± this many microseconds (36,000 years), so that differences of times cannot overflow.</summary>
    public const long Limit = 1L << 60;

    /// <summary>How long it is, in microseconds.</summary>
    public long Length => End - Start;

    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => Length * 1e-6;

    /// <summary>Whether the time lies in it.</summary>
    public bool Contains(long time) => time >= Start && time < End;

    /// <summary>The part that both have; empty where they do not meet.</summary>
    public TimeWindow Intersect(TimeWindow other)
    {
        var start = Math.Clamp(other.Start, Start, End);
        return new TimeWindow(start, Math.Clamp(other.End, start, End));
    }

    /// <summary>From time 0, or from the first event where that is earlier, to just after the last event.</summary>
    /// <param name="times">Microseconds, ascending.</param>
    internal static TimeWindow Around(ReadOnlySpan<long> times) => times.IsEmpty ? default : new TimeWindow(Math.Min(0, times[0]), Math.Max(0, times[^1] + 1));

    /// <summary>From the first event to just after the last: for times of a clock, whose 0 is no beginning.</summary>
    /// <param name="times">Microseconds, ascending.</param>
    internal static TimeWindow OfClock(ReadOnlySpan<long> times) => times.IsEmpty ? default : new TimeWindow(times[0], times[^1] + 1);

    internal TimeWindow Validated(ReadOnlySpan<long> times) =>
        Start > End || Start < -Limit || End > Limit
            ? throw new ArgumentException($"A time window must begin before it ends, within ± {Limit} µs; got {Start} to {End}.")
        : times.Length > 0 && !(Contains(times[0]) && Contains(times[^1]))
            ? throw new ArgumentException($"The events last from {times[0]} to {times[^1]} µs, outside their window from {Start} up to {End}. Widen the window, or slice the events.")
        : this;
}
