using Glia.Spikes;

namespace Glia.Events;

/// <summary>The patches of a recording's events on a time surface, one after the other.</summary>
/// <remarks><c>while (patches.MoveNext()) population.Learn(patches.Patch);</c> is all of on-line learning. Allocates nothing after it is made. Thread-safe: no.</remarks>
public sealed class EventPatches
{
    private readonly CameraEvents _events;
    private readonly TimeSurface _surface;
    private readonly int? _polarity;

    /// <summary>Begins before the first event, with an empty surface.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="surface">A surface of the sensor's size; it is cleared.</param>
    /// <param name="polarity">The polarity whose events are taken; null for both.</param>
    /// <exception cref="ArgumentException">The surface has another size than the sensor.</exception>
    public EventPatches(CameraEvents events, TimeSurface surface, int? polarity = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(surface);
        if ((surface.Width, surface.Height) != (events.Width, events.Height))
        {
            throw new ArgumentException($"The surface is of {surface.Width} × {surface.Height} pixels, the recording of {events.Width} × {events.Height}.", nameof(surface));
        }

        (_events, _surface, _polarity) = (events, surface, polarity);
        surface.Clear();
    }

    /// <summary>Which event of the recording the patch is of; −1 before the first.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The patch, [D, D] row by row.</summary>
    public ReadOnlySpan<float> Patch => _surface.Patch;

    /// <summary>Goes to the next event that has a patch.</summary>
    /// <returns>False after the last.</returns>
    public bool MoveNext()
    {
        var times = _events.Times;
        var x = _events.X;
        var y = _events.Y;
        var polarities = _events.Polarities;
        for (var i = Index + 1; i < times.Length; i++)
        {
            if ((_polarity is null || polarities[i] == _polarity) && _surface.Observe(times[i], x[i], y[i], polarities[i]))
            {
                Index = i;
                return true;
            }
        }

        Index = times.Length;
        return false;
    }
}
