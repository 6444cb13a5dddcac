namespace Glia.Spikes;

/// <summary>The events of an event camera: when (microseconds, ascending), where, and whether the pixel grew brighter (1) or darker (0).</summary>
/// <remarks>Immutable; thread-safe. Four arrays, 13 bytes an event. Equal times keep the order that they came in.</remarks>
public sealed class CameraEvents
{
    /// <summary>The largest width and height.</summary>
    public const int LargestSide = short.MaxValue;

    private readonly long[] _times;
    private readonly short[] _x;
    private readonly short[] _y;
    private readonly byte[] _polarities;

    // The caller vouches for sorted times, places and polarities in range and a window around the times, and gives the arrays away.
    internal CameraEvents(long[] times, short[] x, short[] y, byte[] polarities, (int Width, int Height) size, TimeWindow window)
    {
        (_times, _x, _y, _polarities) = (times, x, y, polarities);
        (Width, Height, Window) = (size.Width, size.Height, window);
    }

    /// <summary>How many events there are.</summary>
    public int Count => _times.Length;

    /// <summary>How many columns the sensor has.</summary>
    public int Width { get; }

    /// <summary>How many rows the sensor has.</summary>
    public int Height { get; }

    /// <summary>The stretch of time that was recorded.</summary>
    public TimeWindow Window { get; }

    /// <summary>When each event was, in microseconds, ascending.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>The column of each event, 0 to <see cref="Width"/> − 1.</summary>
    public ReadOnlySpan<short> X => _x;

    /// <summary>The row of each event, 0 to <see cref="Height"/> − 1.</summary>
    public ReadOnlySpan<short> Y => _y;

    /// <summary>The polarity of each event: 1 brighter (ON), 0 darker (OFF).</summary>
    public ReadOnlySpan<byte> Polarities => _polarities;

    /// <summary>Makes events of times that ascend already; copies the spans.</summary>
    /// <inheritdoc cref="Sort"/>
    public static CameraEvents FromSorted(
        ReadOnlySpan<long> times, ReadOnlySpan<short> x, ReadOnlySpan<short> y, ReadOnlySpan<byte> polarities, int width, int height, TimeWindow? window = null)
    {
        TimeOrder.CheckSorted(times);
        return Sort(times, x, y, polarities, width, height, window);
    }

    /// <summary>Makes events of times in any order; the sort is stable. Copies the spans.</summary>
    /// <param name="times">Microseconds.</param>
    /// <param name="x">Columns, as many as times.</param>
    /// <param name="y">Rows, as many as times.</param>
    /// <param name="polarities">Polarities, as many as times: 1 ON, 0 OFF.</param>
    /// <param name="width">Columns of the sensor, 1 to 32,767.</param>
    /// <param name="height">Rows of the sensor, 1 to 32,767.</param>
    /// <param name="window">What was recorded; default from 0 (or the first event, where earlier) to just after the last event.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not as it must be; the message names the first such event.</exception>
    public static CameraEvents Sort(
        ReadOnlySpan<long> times, ReadOnlySpan<short> x, ReadOnlySpan<short> y, ReadOnlySpan<byte> polarities, int width, int height, TimeWindow? window = null)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        if (x.Length != times.Length || y.Length != times.Length || polarities.Length != times.Length)
        {
            throw new ArgumentException($"There must be x, y and a polarity for each time; got {times.Length} times, {x.Length} x, {y.Length} y, {polarities.Length} polarities.", nameof(times));
        }

        TimeOrder.CheckRange(times);
        for (var i = 0; i < times.Length; i++)
        {
            if ((ushort)x[i] >= width || (ushort)y[i] >= height || polarities[i] > 1)
            {
                throw new ArgumentException($"Event {i} is at x {x[i]}, y {y[i]} with polarity {polarities[i]}; x must be from 0 to {width - 1}, y from 0 to {height - 1}, the polarity 0 or 1.", nameof(x));
            }
        }

        var order = TimeOrder.Of(times);
        var sorted = TimeOrder.Arrange(times, order);
        return new CameraEvents(
            sorted, TimeOrder.Arrange(x, order), TimeOrder.Arrange(y, order), TimeOrder.Arrange(polarities, order),
            (width, height), (window ?? TimeWindow.Around(sorted)).Validated(sorted));
    }

    /// <summary>The events from one time up to, not including, another; times stay as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public CameraEvents SliceTime(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var range = TimeOrder.Slice(_times, from, to);
        return new CameraEvents(_times[range], _x[range], _y[range], _polarities[range], (Width, Height), Window.Intersect(new TimeWindow(from, to)));
    }

    /// <summary>The events of a part of the sensor, whose upper left corner becomes (0, 0).</summary>
    /// <exception cref="ArgumentException">The part is empty or reaches out of the sensor.</exception>
    public CameraEvents Crop(int left, int top, int width, int height)
    {
        if (left < 0 || top < 0 || width < 1 || height < 1 || left > Width - width || top > Height - height)
        {
            throw new ArgumentException($"The part from ({left}, {top}) with {width} × {height} pixels must lie on the sensor of {Width} × {Height}.");
        }

        bool Inside(int i) => _x[i] >= left && _x[i] < left + width && _y[i] >= top && _y[i] < top + height;
        var kept = Enumerable.Range(0, Count).Where(Inside).ToArray();
        return new CameraEvents(
            Array.ConvertAll(kept, i => _times[i]), Array.ConvertAll(kept, i => (short)(_x[i] - left)), Array.ConvertAll(kept, i => (short)(_y[i] - top)),
            Array.ConvertAll(kept, i => _polarities[i]), (width, height), Window);
    }

    /// <summary>The events as spikes of 2 · height · width units: unit = (polarity · height + y) · width + x.</summary>
    public SpikeTrains ToSpikeTrains()
    {
        var units = new int[Count];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = (((_polarities[i] * Height) + _y[i]) * Width) + _x[i];
        }

        return new SpikeTrains(_times, units, 2 * Height * Width, Window);
    }

    private static void CheckSide(int side, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, LargestSide, name);
    }
}
