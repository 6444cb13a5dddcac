using System.Buffers.Binary;
using Glia.Spikes;

namespace Glia.Formats;

/// <summary>AEDAT 2.0 files of jAER (DVS128, DAVIS346): lines with # ahead, then address and time (µs) of each event, 32 bits each, high byte first.</summary>
/// <remarks>
/// <para>DVS128: x = bits 8–14, y = bits 1–7, polarity = bit 0; an address with bit 15 is a synchronisation, no event. DAVIS346: x = 345 − bits
/// 12–21, y = 259 − bits 22–30, polarity = bit 11; bit 31 marks frames and motion, bit 10 external signals.</para>
/// <para>Times are 32 bits and begin anew every 71.6 minutes; a step back by more than half of that is read so.</para>
/// </remarks>
public static class Aedat2File
{
    private const int EntryBytes = 8;
    private const string HeaderEnd = "#End Of ASCII Header";
    private const uint NoDvs128Event = 0x8000;
    private const uint NoDavisEvent = 0x8000_0400;
    private const long Wrap = 1L << 32;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static AedatRecording Read(string file, AedatChip chip) => Parse(FileContent.Read(file, "an AEDAT 2.0 file"), file, chip);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="chip">The camera.</param>
    /// <exception cref="GliaFormatException">It is of another version, ends within an event, or an event is not on the sensor.</exception>
    public static AedatRecording Parse(ReadOnlySpan<byte> content, string source, AedatChip chip)
    {
        var header = AedatHeader.Parse(content, HeaderEnd);
        if (header.Lines is [var first, ..] && first.StartsWith("#!AER-DAT", StringComparison.Ordinal) && !first.StartsWith("#!AER-DAT2", StringComparison.Ordinal))
        {
            throw new GliaFormatException(source, 0, $"Expected an AEDAT 2.0 file; its first line is '{first}'.");
        }

        var data = content[header.Length..];
        if (data.Length % EntryBytes != 0)
        {
            throw new GliaFormatException(source, content.Length, $"After the header of {header.Length} bytes there are {data.Length}, no multiple of the {EntryBytes} of an event. The file is truncated, or no AEDAT 2.0 file.");
        }

        var (buffer, others) = (new CameraEventBuffer(data.Length / EntryBytes), 0L);
        var (before, later) = (0u, 0L);
        for (; data.Length > 0; data = data[EntryBytes..])
        {
            var (address, time) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            if (time < before && before - time > Wrap / 2)
            {
                later += Wrap;
            }

            before = time;
            if ((address & (chip == AedatChip.Dvs128 ? NoDvs128Event : NoDavisEvent)) != 0)
            {
                others++;
            }
            else if (chip == AedatChip.Dvs128)
            {
                buffer.Add(time + later, (int)(address >> 8) & 0x7f, (int)(address >> 1) & 0x7f, (int)address & 1);
            }
            else
            {
                buffer.Add(time + later, SensorSize.Davis346.Width - 1 - ((int)(address >> 12) & 0x3ff), SensorSize.Davis346.Height - 1 - ((int)(address >> 22) & 0x1ff), (int)(address >> 11) & 1);
            }
        }

        return new AedatRecording(buffer.ToEvents(SizeOf(chip), source, EventClock.Camera), others);
    }

    /// <summary>Writes events in this format.</summary>
    /// <exception cref="ArgumentException">The sensor is larger than the camera's, or a time is not from 0 to 2³² − 1 µs.</exception>
    public static byte[] Write(CameraEvents events, AedatChip chip)
    {
        var size = SizeOf(chip);
        if (events.Width > size.Width || events.Height > size.Height || (events.Count > 0 && (events.Times[0] < 0 || events.Times[^1] >= Wrap)))
        {
            throw new ArgumentException($"An AEDAT 2.0 file of {chip} holds {size.Width} × {size.Height} pixels and times from 0 to {Wrap - 1} µs; the events are of {events.Width} × {events.Height}, from {events.Window.Start} to {events.Window.End} µs. Crop, slice or shift them.", nameof(events));
        }

        var header = System.Text.Encoding.ASCII.GetBytes($"#!AER-DAT2.0\r\n# Timestamps in microseconds, addresses of {chip}\r\n{HeaderEnd}\r\n");
        var content = new byte[checked(header.Length + (events.Count * EntryBytes))];
        header.CopyTo(content, 0);
        var data = content.AsSpan(header.Length);
        for (var i = 0; i < events.Count; i++, data = data[EntryBytes..])
        {
            var (x, y, p) = ((uint)events.X[i], (uint)events.Y[i], (uint)events.Polarities[i]);
            BinaryPrimitives.WriteUInt32BigEndian(data, chip == AedatChip.Dvs128
                ? (x << 8) | (y << 1) | p
                : ((uint)(size.Width - 1 - x) << 12) | ((uint)(size.Height - 1 - y) << 22) | (p << 11));
            BinaryPrimitives.WriteUInt32BigEndian(data[4..], (uint)events.Times[i]);
        }

        return content;
    }

    private static SensorSize SizeOf(AedatChip chip) => chip == AedatChip.Dvs128 ? SensorSize.Dvs128 : SensorSize.Davis346;
}
