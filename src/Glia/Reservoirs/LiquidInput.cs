using Glia.Spikes;

namespace Glia.Reservoirs;

/// <summary>Turns recordings of events into what a liquid takes: 0 or 1 a step and channel, [T, D].</summary>
public static class LiquidInput
{
    /// <summary>Spikes in at most so many equal parts of the recording (<see cref="TimeChunks"/>); a channel that fires in a part has one event there.</summary>
    /// <param name="spikes">The recording.</param>
    /// <param name="steps">T; where the recording has fewer parts, the last steps are empty.</param>
    /// <param name="grid">Microseconds of the grid that is divided into parts. Default 1,000.</param>
    /// <param name="unitsPerChannel">Neighbouring units that make one channel. Default 1.</param>
    /// <exception cref="ArgumentException">The recording is shorter than a step of the grid.</exception>
    public static CompressedRows FromSpikes(SpikeTrains spikes, int steps, long grid = 1000, int unitsPerChannel = 1)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var binning = new EventBinning { StepMicroseconds = grid, UnitsPerChannel = unitsPerChannel };
        var channels = binning.ChannelsOf(spikes.UnitCount);
        if (spikes.Window.Length < grid)
        {
            throw new ArgumentException($"The recording lasts {spikes.Window.Length} µs, less than one step of {grid} µs; leave it out, or take a finer grid.", nameof(spikes));
        }

        var chunk = TimeChunks.Of((int)((spikes.Window.Length + grid - 1) / grid), steps).Length;
        var values = new float[steps * channels];
        for (var i = 0; i < spikes.Count; i++)
        {
            var part = (int)((spikes.Times[i] - spikes.Window.Start) / grid / chunk);
            values[(part * channels) + (spikes.Units[i] / unitsPerChannel)] = 1;
        }

        return CompressedRows.FromDense(steps, channels, values);
    }

    /// <summary>Camera events of one polarity in the middle of the sensor, in equal parts of the recording; channel = y · side + x.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="side">Rows and columns of the middle part.</param>
    /// <param name="steps">T.</param>
    /// <param name="polarity">1 brighter, 0 darker.</param>
    /// <returns>The events, and how many of this polarity lay outside of the middle part and were left out.</returns>
    /// <exception cref="ArgumentException">The sensor is smaller than the part, or the recording has fewer microseconds than steps.</exception>
    public static (CompressedRows Rows, int Outside) FromCamera(CameraEvents events, int side, int steps, byte polarity = 1)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (events.Width < side || events.Height < side || events.Window.Length < steps)
        {
            throw new ArgumentException($"A recording of {events.Width} × {events.Height} pixels and {events.Window.Length} µs has no middle of {side} × {side} in {steps} steps.", nameof(events));
        }

        var (left, top) = ((events.Width - side) / 2, (events.Height - side) / 2);
        var step = (events.Window.Length + steps - 1) / steps;
        var (values, outside) = (new float[steps * side * side], 0);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Polarities[i] != polarity)
            {
                continue;
            }

            var (x, y) = (events.X[i] - left, events.Y[i] - top);
            if ((uint)x >= (uint)side || (uint)y >= (uint)side)
            {
                outside++;
                continue;
            }

            var part = (int)((events.Times[i] - events.Window.Start) / step);
            values[(((part * side) + y) * side) + x] = 1;
        }

        return (CompressedRows.FromDense(steps, side * side, values), outside);
    }
}
