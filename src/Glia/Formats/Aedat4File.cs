using System.Buffers.Binary;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Glia.Spikes;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace Glia.Formats;

/// <summary>AEDAT 4 files of iniVation's DV: packets coded with FlatBuffers, plain or packed with LZ4 or Zstandard.</summary>
/// <remarks>After the line <c>#!AER-DAT4.0</c> comes the header (its length ahead), then packets, each with the number of its stream and its length
/// (32 bits) ahead, up to the table of packets where there is one. An event has 16 bytes: time (µs, 64 bits), x, y (16 bits each), polarity.</remarks>
public static class Aedat4File
{
    private const string FirstLine = "#!AER-DAT4.0\r\n";
    private const int EventBytes = 16;
    private const int MostExpansion = 1000;
    private const int SmallestLimit = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static AedatRecording Read(string file) => Parse(FileContent.Read(file, "an AEDAT 4 file"), file);

    /// <summary>Reads the events of the first stream of events; other streams (frames, motion, triggers, more cameras) are left out.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is of another version, damaged, or packed in an unknown way.</exception>
    public static AedatRecording Parse(ReadOnlySpan<byte> content, string source)
    {
        if (!content.StartsWith(Encoding.ASCII.GetBytes(FirstLine)))
        {
            throw new GliaFormatException(source, 0, $"Expected an AEDAT 4 file, whose first line is {FirstLine.TrimEnd()}.");
        }

        var cursor = new ByteCursor(content[FirstLine.Length..], source, FirstLine.Length);
        var header = new FlatTable(cursor.Take(cursor.UInt32("the length of the header"), "the header"), source);
        var packing = (Aedat4Compression)header.Int32Field(0, 0);
        var end = header.Int64Field(1, -1);
        if (!Enum.IsDefined(packing))
        {
            throw new GliaFormatException(source, FirstLine.Length, $"The packets are packed in the way number {(int)packing}; known are 0 (none), 1 and 2 (LZ4), 3 and 4 (Zstandard). Export the file again from DV.");
        }

        var (packets, stream, others) = (new List<byte[]>(), -1, 0L);
        while (cursor.Remaining > 0 && (end < 0 || cursor.Position < end))
        {
            var (number, at) = ((int)cursor.UInt32("the number of a stream"), cursor.Position);
            var packet = Unpack(cursor.Take(cursor.UInt32("the length of a packet"), "a packet"), packing, source, at);
            var body = packet.AsSpan(Math.Min(sizeof(int), packet.Length));
            if (FlatTable.Is(body, "EVTS"u8) && (stream < 0 || stream == number))
            {
                stream = number;
                packets.Add(new FlatTable(body, source).ArrayField(0, EventBytes).ToArray());
            }
            else
            {
                others++;
            }
        }

        return new AedatRecording(Events(packets, SizeOf(header.ArrayField(2, 1), stream), source), others);
    }

    private static CameraEvents Events(List<byte[]> packets, SensorSize? size, string source)
    {
        var count = packets.Sum(packet => (long)packet.Length / EventBytes);
        if (count > Array.MaxLength)
        {
            throw new GliaFormatException(source, 0, $"The file holds {count} events, more than are read at once. Cut it.");
        }

        var buffer = new CameraEventBuffer((int)count);
        foreach (var packet in packets)
        {
            for (ReadOnlySpan<byte> item = packet; item.Length > 0; item = item[EventBytes..])
            {
                buffer.Add(
                    BinaryPrimitives.ReadInt64LittleEndian(item), BinaryPrimitives.ReadInt16LittleEndian(item[8..]), BinaryPrimitives.ReadInt16LittleEndian(item[10..]), item[12] & 1);
            }
        }

        return buffer.ToEvents(size, source, EventClock.Camera);
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packet, Aedat4Compression packing, string source, long offset)
    {
        if (packing == Aedat4Compression.None)
        {
            return packet.ToArray();
        }

        var limit = SmallestLimit + ((long)packet.Length * MostExpansion);
        try
        {
            using var packed = new MemoryStream(packet.ToArray());
            using Stream stream = packing is Aedat4Compression.Lz4 or Aedat4Compression.Lz4High ? LZ4Stream.Decode(packed) : new DecompressionStream(packed);
            var (unpacked, piece) = (new MemoryStream(), new byte[SmallestLimit]);
            for (var read = stream.Read(piece); read > 0; read = stream.Read(piece))
            {
                unpacked.Write(piece, 0, read);
                if (unpacked.Length > limit)
                {
                    throw new InvalidDataException($"it unpacks to more than {MostExpansion} times its length.");
                }
            }

            return unpacked.ToArray();
        }
        catch (Exception problem) when (problem is not GliaFormatException)
        {
            throw new GliaFormatException(source, offset, $"A packet can not be unpacked ({packing}): {problem.Message} The file is damaged.");
        }
    }

    // The header tells the size of each stream's sensor in XML; where it does not, the events must do.
    private static SensorSize? SizeOf(ReadOnlySpan<byte> information, int stream)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(information.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 1 << 24 });
            var node = XDocument.Load(reader).Descendants("node").FirstOrDefault(node => (string?)node.Attribute("name") == stream.ToString(System.Globalization.CultureInfo.InvariantCulture));
            int Side(string key) => int.TryParse(node?.Descendants("attr").FirstOrDefault(attribute => (string?)attribute.Attribute("key") == key)?.Value, out var side) ? side : 0;
            var size = new SensorSize(Side("sizeX"), Side("sizeY"));
            return size.Width is > 0 and <= CameraEvents.LargestSide && size.Height is > 0 and <= CameraEvents.LargestSide ? size : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
