using Glia.Spikes;

namespace Glia.Formats;

/// <summary>Gathers a file's camera events, then checks and sorts them.</summary>
/// <param name="capacity">How many events there can be at most: what the file can hold.</param>
internal sealed class CameraEventBuffer(int capacity)
{
    private readonly long[] _times = new long[capacity];
    private readonly short[] _x = new short[capacity];
    private readonly short[] _y = new short[capacity];
    private readonly byte[] _polarities = new byte[capacity];

    public int Count { get; private set; }

    public void Add(long time, int x, int y, int polarity)
    {
        (_times[Count], _x[Count], _y[Count], _polarities[Count]) = (time, (short)x, (short)y, (byte)polarity);
        Count++;
    }

    /// <summary>The events, sorted by time; of a sensor of that size, or of the smallest that holds them.</summary>
    /// <param name="sensor">The sensor's size, or null.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="clock">What its times count from.</param>
    /// <exception cref="GliaFormatException">An event is not on the sensor; the offset is its number.</exception>
    public CameraEvents ToEvents(SensorSize? sensor, string source, EventClock clock)
    {
        var size = sensor?.Validated() ?? Smallest();
        for (var i = 0; i < Count; i++)
        {
            if ((ushort)_x[i] >= size.Width || (ushort)_y[i] >= size.Height)
            {
                throw new GliaFormatException(source, i, $"Event {i} is at x {_x[i]}, y {_y[i]}, not on a sensor of {size.Width} × {size.Height}. Give the sensor's size, or is this another kind of file?");
            }

            if (_times[i] is <= -TimeWindow.Limit or >= TimeWindow.Limit)
            {
                throw new GliaFormatException(source, i, $"Event {i} has the time {_times[i]} µs, which no recording can have. The file is damaged.");
            }
        }

        ReadOnlySpan<long> times = _times.AsSpan(0, Count);
        var order = TimeOrder.Of(times);
        var sorted = TimeOrder.Arrange(times, order);
        return new CameraEvents(
            sorted, TimeOrder.Arrange<short>(_x.AsSpan(0, Count), order), TimeOrder.Arrange<short>(_y.AsSpan(0, Count), order),
            TimeOrder.Arrange<byte>(_polarities.AsSpan(0, Count), order), (size.Width, size.Height), clock == EventClock.Recording ? TimeWindow.Around(sorted) : TimeWindow.OfClock(sorted));
    }

    private SensorSize Smallest()
    {
        var (width, height) = (1, 1);
        for (var i = 0; i < Count; i++)
        {
            (width, height) = (Math.Max(width, _x[i] + 1), Math.Max(height, _y[i] + 1));
        }

        return new SensorSize(Math.Min(width, CameraEvents.LargestSide), Math.Min(height, CameraEvents.LargestSide));
    }
}
