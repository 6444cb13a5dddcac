using Glia.Random;
using Glia.Spikes;

namespace Glia.Synapses;

/// <summary>Events in steps of time, channels, rows and columns: what a <see cref="SpatioTemporalKernel"/> is laid over.</summary>
/// <remarks>A camera's channels are its polarities (0 OFF, 1 ON); neurons without a place are channels of one row and one column. Immutable; thread-safe.</remarks>
public sealed class SpatioTemporalEvents
{
    private readonly int[] _steps;
    private readonly int[] _channels;
    private readonly int[] _rows;
    private readonly int[] _columns;

    private SpatioTemporalEvents(int steps, int channels, int height, int width, int[] times, int[] channel, int[] y, int[] x)
    {
        (Steps, Channels, Height, Width) = (steps, channels, height, width);
        (_steps, _channels, _rows, _columns) = (times, channel, y, x);
    }

    /// <summary>How many events there are.</summary>
    public int Count => _steps.Length;

    /// <summary>How many steps were recorded.</summary>
    public int Steps { get; }

    /// <summary>How many channels there are.</summary>
    public int Channels { get; }

    /// <summary>How many rows there are.</summary>
    public int Height { get; }

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <summary>The step of each event, ascending.</summary>
    public ReadOnlySpan<int> Step => _steps;

    /// <summary>The channel of each event.</summary>
    public ReadOnlySpan<int> Channel => _channels;

    /// <summary>The row of each event.</summary>
    public ReadOnlySpan<int> Y => _rows;

    /// <summary>The column of each event.</summary>
    public ReadOnlySpan<int> X => _columns;

    /// <summary>The fraction of places (step, channel, row, column) that have an event, where none has two.</summary>
    public double Activity => Count / Math.Max(1.0, (double)Steps * Channels * Height * Width);

    /// <summary>Makes events from spans of equal length.</summary>
    /// <exception cref="ArgumentException">Lengths differ, steps do not ascend, or an event lies outside; the message names the first such event.</exception>
    public static SpatioTemporalEvents From(
        (int Steps, int Channels, int Height, int Width) size, ReadOnlySpan<int> step, ReadOnlySpan<int> channel, ReadOnlySpan<int> y, ReadOnlySpan<int> x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(Math.Min(size.Steps, size.Channels), Math.Min(size.Height, size.Width)), 1, nameof(size));
        if (channel.Length != step.Length || y.Length != step.Length || x.Length != step.Length)
        {
            throw new ArgumentException($"There must be a channel, y and x for each step; got {step.Length} steps, {channel.Length} channels, {y.Length} y, {x.Length} x.", nameof(step));
        }

        for (var i = 0; i < step.Length; i++)
        {
            if ((uint)step[i] >= (uint)size.Steps || (uint)channel[i] >= (uint)size.Channels || (uint)y[i] >= (uint)size.Height || (uint)x[i] >= (uint)size.Width)
            {
                throw new ArgumentException($"Event {i} is at step {step[i]}, channel {channel[i]}, y {y[i]}, x {x[i]}, outside {size.Steps} steps × {size.Channels} channels × {size.Height} rows × {size.Width} columns.", nameof(step));
            }

            if (i > 0 && step[i] < step[i - 1])
            {
                throw new ArgumentException($"Events must be in order of time; event {i} at step {step[i]} comes after one at step {step[i - 1]}.", nameof(step));
            }
        }

        return new SpatioTemporalEvents(size.Steps, size.Channels, size.Height, size.Width, step.ToArray(), channel.ToArray(), y.ToArray(), x.ToArray());
    }

    /// <summary>Counts a camera's events in steps from the start of its window.</summary>
    /// <param name="events">The recording.</param>
    /// <param name="stepMicroseconds">How long a step is.</param>
    public static SpatioTemporalEvents FromCamera(CameraEvents events, long stepMicroseconds = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepMicroseconds, 1);
        var steps = checked((int)Math.Max(1, (events.Window.Length + stepMicroseconds - 1) / stepMicroseconds));
        var (step, channel, y, x) = (new int[events.Count], new int[events.Count], new int[events.Count], new int[events.Count]);
        for (var i = 0; i < step.Length; i++)
        {
            (step[i], channel[i]) = ((int)((events.Times[i] - events.Window.Start) / stepMicroseconds), events.Polarities[i]);
            (y[i], x[i]) = (events.Y[i], events.X[i]);
        }

        return new SpatioTemporalEvents(steps, EventFrames.Polarities, events.Height, events.Width, step, channel, y, x);
    }

    /// <summary>The same events with the other polarity.</summary>
    /// <exception cref="InvalidOperationException">There are not two channels.</exception>
    public SpatioTemporalEvents Flipped() => Channels == EventFrames.Polarities
        ? new SpatioTemporalEvents(Steps, Channels, Height, Width, _steps, Array.ConvertAll(_channels, channel => 1 - channel), _rows, _columns)
        : throw new InvalidOperationException($"Only events of two polarities can be flipped; these have {Channels} channels.");

    /// <summary>The events with time running backwards.</summary>
    public SpatioTemporalEvents Reversed()
    {
        static int[] Backwards(int[] values) => [.. Enumerable.Reverse(values)];
        return new SpatioTemporalEvents(
            Steps, Channels, Height, Width, Array.ConvertAll(Backwards(_steps), step => Steps - 1 - step), Backwards(_channels), Backwards(_rows), Backwards(_columns));
    }

    /// <summary>The same events at each other's times: how many events a step, and how many a place, stay as they were.</summary>
    public SpatioTemporalEvents TimesShuffled(RandomStream random)
    {
        var order = random.Permutation(Count);
        return new SpatioTemporalEvents(
            Steps, Channels, Height, Width, _steps, Array.ConvertAll(order, i => _channels[i]), Array.ConvertAll(order, i => _rows[i]), Array.ConvertAll(order, i => _columns[i]));
    }

    /// <summary>The first event of each step, and the number of events at the end.</summary>
    internal int[] StepStarts()
    {
        var starts = new int[Steps + 1];
        foreach (var step in _steps)
        {
            starts[step + 1]++;
        }

        for (var step = 0; step < Steps; step++)
        {
            starts[step + 1] += starts[step];
        }

        return starts;
    }

    /// <summary>The counts of events, dense: [steps, channels, height, width].</summary>
    public float[] ToDense()
    {
        var dense = new float[checked(Steps * Channels * Height * Width)];
        for (var i = 0; i < Count; i++)
        {
            dense[(((((_steps[i] * Channels) + _channels[i]) * Height) + _rows[i]) * Width) + _columns[i]]++;
        }

        return dense;
    }
}
