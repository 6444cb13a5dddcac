using System.Buffers.Binary;
using System.Text;
using Glia.Spikes;

namespace Glia.Formats;

/// <summary>AEDAT 3.1 files of cAER (DVS128 Gesture): lines with # ahead, then packets of events, low byte first.</summary>
/// <remarks>A packet has 28 bytes ahead: type and source (16 bits each), bytes an event, where the time lies in it, time overflow, capacity,
/// number and valid (32 bits each). A polarity event (type 1) is a word, x = bits 17–31, y = bits 2–16, polarity = bit 1, valid = bit 0, and a
/// time in µs; the overflow counts 2³¹ µs.</remarks>
public static class Aedat3File
{
    private const string FirstLine = "#!AER-DAT3.1";
    private const string HeaderEnd = "#!END-HEADER";
    private const int PacketHeaderBytes = 28;
    private const int EventBytes = 8;
    private const int PolarityType = 1;
    private const int MostEventsInPacket = 4096;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static AedatRecording Read(string file, SensorSize? sensor = null) => Parse(FileContent.Read(file, "an AEDAT 3.1 file"), file, sensor);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="sensor">The sensor's size; by default what the header names (DVS128, DAVIS240, DAVIS346), else the smallest that holds all events.</param>
    /// <exception cref="GliaFormatException">It is of another version, a packet does not fit, or an event is not on the sensor.</exception>
    public static AedatRecording Parse(ReadOnlySpan<byte> content, string source, SensorSize? sensor = null)
    {
        var header = AedatHeader.Parse(content, HeaderEnd);
        if (header.Lines is not [var first, .., var last] || !first.StartsWith(FirstLine, StringComparison.Ordinal) || last.TrimEnd() != HeaderEnd)
        {
            throw new GliaFormatException(source, 0, $"Expected an AEDAT 3.1 file, from a line {FirstLine} to a line {HeaderEnd}; {(header.Lines is [var line, ..] ? $"the first line is '{line}'" : "there is no such line")}.");
        }

        var cursor = new ByteCursor(content[header.Length..], source, header.Length);
        var (buffer, others) = (new CameraEventBuffer(cursor.Remaining / EventBytes), 0L);
        while (cursor.Remaining > 0)
        {
            others += Packet(ref cursor, buffer, source);
        }

        return new AedatRecording(buffer.ToEvents(sensor ?? Named(header), source, EventClock.Camera), others);
    }

    /// <summary>Writes events in this format.</summary>
    /// <exception cref="ArgumentException">A time is negative or 2⁶² µs or later.</exception>
    public static byte[] Write(CameraEvents events)
    {
        if (events.Count > 0 && events.Times[0] < 0)
        {
            throw new ArgumentException($"An AEDAT 3.1 file holds no times before 0; the first event is at {events.Times[0]} µs. Slice the events.", nameof(events));
        }

        var content = new MemoryStream();
        content.Write(Encoding.ASCII.GetBytes($"{FirstLine}\r\n#Format: RAW\r\n#Source 1: {SourceName(events)}\r\n#!END-HEADER\r\n"));
        Span<byte> packet = new byte[PacketHeaderBytes + (MostEventsInPacket * EventBytes)];
        for (var from = 0; from < events.Count;)
        {
            // One packet has one overflow of the time.
            var (overflow, to) = (events.Times[from] >> 31, from);
            while (to < events.Count && to - from < MostEventsInPacket && events.Times[to] >> 31 == overflow)
            {
                Event(packet[(PacketHeaderBytes + ((to - from) * EventBytes))..], events, to);
                to++;
            }

            Header(packet, to - from, (uint)overflow);
            content.Write(packet[..(PacketHeaderBytes + ((to - from) * EventBytes))]);
            from = to;
        }

        return content.ToArray();
    }

    private static long Packet(ref ByteCursor cursor, CameraEventBuffer buffer, string source)
    {
        var start = cursor.Position;
        var header = cursor.Take(PacketHeaderBytes, "the header of a packet");
        var type = BinaryPrimitives.ReadUInt16LittleEndian(header);
        uint Field(ReadOnlySpan<byte> from, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(from[offset..]);
        var (size, overflow, capacity, number) = (Field(header, 4), Field(header, 12), Field(header, 16), Field(header, 20));
        if (number > capacity || (type == PolarityType && size != EventBytes))
        {
            throw new GliaFormatException(source, start, $"A packet of type {type} has {number} of {capacity} events of {size} bytes; polarity events have {EventBytes}, and there are no more than the capacity. The file is damaged.");
        }

        var data = cursor.Take((long)capacity * size, $"{capacity} events of {size} bytes");
        if (type != PolarityType)
        {
            return number;
        }

        var others = 0L;
        for (data = data[..((int)number * EventBytes)]; data.Length > 0; data = data[EventBytes..])
        {
            var (word, time) = (Field(data, 0), Field(data, 4));
            if ((word & 1) == 0)
            {
                others++;
                continue;
            }

            buffer.Add(time | ((long)overflow << 31), (int)(word >> 17), (int)(word >> 2) & 0x7fff, (int)(word >> 1) & 1);
        }

        return others;
    }

    private static void Header(Span<byte> packet, int events, uint overflow)
    {
        packet[..PacketHeaderBytes].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(packet, PolarityType);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[2..], 1);
        foreach (var (offset, value) in new[] { (4, (uint)EventBytes), (8, 4u), (12, overflow), (16, (uint)events), (20, (uint)events), (24, (uint)events) })
        {
            BinaryPrimitives.WriteUInt32LittleEndian(packet[offset..], value);
        }
    }

    private static void Event(Span<byte> destination, CameraEvents events, int i)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, ((uint)events.X[i] << 17) | ((uint)events.Y[i] << 2) | ((uint)events.Polarities[i] << 1) | 1);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], (uint)(events.Times[i] & int.MaxValue));
    }

    private static SensorSize? Named(AedatHeader header)
    {
        bool Has(string chip) => header.Lines.Any(line => line.StartsWith("#Source", StringComparison.Ordinal) && line.Contains(chip, StringComparison.Ordinal));
        return Has("DVS128") ? SensorSize.Dvs128 : Has("DAVIS240") ? SensorSize.Davis240 : Has("DAVIS346") ? SensorSize.Davis346 : null;
    }

    private static string SourceName(CameraEvents events) => new SensorSize(events.Width, events.Height) switch
    {
        (128, 128) => "DVS128",
        (240, 180) => "DAVIS240C",
        (346, 260) => "DAVIS346",
        var size => $"{size.Width}x{size.Height}",
    };
}
