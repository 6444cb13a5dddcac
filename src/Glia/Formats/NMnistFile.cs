using Glia.Spikes;

namespace Glia.Formats;

/// <summary>Event files of N-MNIST and N-Caltech101 (Orchard et al. 2015): five bytes an event.</summary>
/// <remarks>Byte 0 is x, byte 1 is y, the top bit of byte 2 is the polarity (1 = ON), the other 23 bits are the time in microseconds, high byte
/// first. An entry with y = 240 is no event: this and all later times are 2¹³ µs later than written.</remarks>
public static class NMnistFile
{
    /// <summary>The size of N-MNIST: 34 × 34.</summary>
    public static SensorSize Size { get; } = new(34, 34);

    private const int EntryBytes = 5;
    private const int OverflowRow = 240;
    private const long OverflowMicroseconds = 1 << 13;
    private const int TimeBits = 23;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static CameraEvents Read(string file, SensorSize? sensor = null) => Parse(FileContent.Read(file, "an N-MNIST file"), file, sensor ?? Size);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="sensor">The sensor's size: <see cref="Size"/> for N-MNIST; null takes the smallest that holds all events, as N-Caltech101 needs.</param>
    /// <exception cref="GliaFormatException">The content ends within an event, or an event is not on the sensor.</exception>
    public static CameraEvents Parse(ReadOnlySpan<byte> content, string source, SensorSize? sensor)
    {
        if (content.Length % EntryBytes != 0)
        {
            throw new GliaFormatException(source, content.Length, $"The file has {content.Length} bytes, no multiple of the {EntryBytes} of an event. It is truncated, or no N-MNIST file.");
        }

        var buffer = new CameraEventBuffer(content.Length / EntryBytes);
        long later = 0;
        for (var entry = content; entry.Length > 0; entry = entry[EntryBytes..])
        {
            if (entry[1] == OverflowRow)
            {
                later += OverflowMicroseconds;
                continue;
            }

            var time = ((entry[2] & 0x7f) << 16) | (entry[3] << 8) | entry[4];
            buffer.Add(time + later, entry[0], entry[1], entry[2] >> 7);
        }

        return buffer.ToEvents(sensor, source, EventClock.Recording);
    }

    /// <summary>Writes events in this format.</summary>
    /// <exception cref="ArgumentException">The sensor is larger than a byte and the marker row allow, or a time is not from 0 to 2²³ − 1 µs (8.4 s).</exception>
    public static byte[] Write(CameraEvents events)
    {
        if (events.Width > byte.MaxValue + 1 || events.Height > OverflowRow)
        {
            throw new ArgumentException($"An N-MNIST file holds at most {byte.MaxValue + 1} × {OverflowRow} pixels; the events are of {events.Width} × {events.Height}. Crop them, or write AEDAT 3.1.", nameof(events));
        }

        if (events.Count > 0 && (events.Times[0] < 0 || events.Times[^1] >> TimeBits > 0))
        {
            throw new ArgumentException($"An N-MNIST file holds times from 0 to {(1 << TimeBits) - 1} µs; the events are from {events.Times[0]} to {events.Times[^1]}. Slice them, or write AEDAT 3.1.", nameof(events));
        }

        var content = new byte[checked(events.Count * EntryBytes)];
        for (var i = 0; i < events.Count; i++)
        {
            var (entry, time) = (i * EntryBytes, (int)events.Times[i]);
            (content[entry], content[entry + 1]) = ((byte)events.X[i], (byte)events.Y[i]);
            (content[entry + 2], content[entry + 3], content[entry + 4]) = ((byte)((events.Polarities[i] << 7) | (time >> 16)), (byte)(time >> 8), (byte)time);
        }

        return content;
    }
}
