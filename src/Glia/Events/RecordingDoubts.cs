using System.Globalization;
using Glia.Spikes;

namespace Glia.Events;

/// <summary>Looks for signs that a recording of an event camera is not what it is taken for.</summary>
public static class RecordingDoubts
{
    // A pixel of an event camera is blind for some tenths of a millisecond after an event; recordings have about 10 events a pixel and second.
    private const double MostHertz = 3000;
    private const int FewestEvents = 100;

    /// <summary>What is doubtful about the recording, a sentence each; nothing for an ordinary one.</summary>
    public static IEnumerable<string> Of(CameraEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            yield return "The recording holds no event.";
            yield break;
        }

        var on = events.Polarities.Count((byte)1);
        if (on == 0 || on == events.Count)
        {
            yield return $"All events are {(on == 0 ? "OFF" : "ON")}.";
        }

        var span = events.Times[^1] - events.Times[0] + 1;
        var active = ActivePixels(events);
        if (events.Count >= FewestEvents && events.Count / (span * 1e-6 * active) > MostHertz)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{events.Count:N0} events of {active:N0} pixels within {span:N0} µs (median distance {MedianGap(events)} µs) are more than pixels can make. Times in a table that are ms or s must be said to be such.");
        }
    }

    /// <summary>How many pixels have an event.</summary>
    public static int ActivePixels(CameraEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var seen = new System.Collections.BitArray(events.Width * events.Height);
        for (var i = 0; i < events.Count; i++)
        {
            seen[(events.Y[i] * events.Width) + events.X[i]] = true;
        }

        return seen.Cast<bool>().Count(pixel => pixel);
    }

    /// <summary>The median of the times between neighbouring events, in microseconds; 0 with fewer than two.</summary>
    public static long MedianGap(CameraEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var gaps = new long[Math.Max(0, events.Count - 1)];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = events.Times[i + 1] - events.Times[i];
        }

        Array.Sort(gaps);
        return gaps.Length == 0 ? 0 : gaps[gaps.Length / 2];
    }
}
