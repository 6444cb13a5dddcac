using System.Buffers.Binary;
using Glia.Formats;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace Glia.Tests.Formats;

public sealed class Aedat4FileTests
{
    private const string Information = """<dv version="2.0"><node name="outInfo" path="/"><node name="3" path="/"><node name="info" path="/"><attr key="sizeX" type="int">40</attr><attr key="sizeY" type="int">30</attr></node></node></node></dv>""";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Events_are_read_however_they_are_packed_and_other_packets_are_left_out(int packing)
    {
        var recording = Aedat4File.Parse(Content(packing), "f");
        Assert.Equal([5L, 7, 1_600_000_000_000_000], recording.Events.Times.ToArray());
        Assert.Equal([1, 2, 39], recording.Events.X.ToArray());
        Assert.Equal([3, 0, 29], recording.Events.Y.ToArray());
        Assert.Equal([1, 0, 1], recording.Events.Polarities.ToArray());
        Assert.Equal((40, 30, 1L), (recording.Events.Width, recording.Events.Height, recording.Others));
    }

    [Fact]
    public void A_real_recording_of_DV_is_read()
    {
        var recording = Aedat4File.Read(SharedData.Path("events", "sample.aedat4"));
        Assert.Equal((320, 240), (recording.Events.Width, recording.Events.Height));
        Assert.True(recording.Events.Count > 50_000, $"{recording.Events.Count} events");
        Assert.InRange(recording.Events.Times[^1] - recording.Events.Times[0], 10_000, 60_000_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Damaged_files_give_a_message_or_a_result(int packing) =>
        HostileContent.Check(Content(packing), content => Aedat4File.Parse(content, "f"), iterations: 1000, allocation: 1 << 28);

    [Fact]
    public void Other_versions_and_ways_of_packing_are_refused()
    {
        Assert.Contains("#!AER-DAT4.0", Assert.Throws<GliaFormatException>(() => Aedat4File.Parse("#!AER-DAT3.1\r\n"u8, "f")).Message, StringComparison.Ordinal);
        Assert.Contains("the way number 9", Assert.Throws<GliaFormatException>(() => Aedat4File.Parse(Content(9), "f")).Message, StringComparison.Ordinal);
    }

    // FlatBuffers by hand: offset of the table, identifier, list of fields, table, then what its fields lead to.
    private static byte[] Content(int packing)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(Information);
        byte[] header = [.. U32(20), .. "IOHE"u8, .. U16(10), .. U16(20), .. U16(4), .. U16(8), .. U16(16), .. U16(0), .. U32(12), .. U32(packing), .. U64(ulong.MaxValue), .. U32(4), .. U32(text.Length), .. text];
        (long Time, int X, int Y, int On)[] events = [(5, 1, 3, 1), (7, 2, 0, 0), (1_600_000_000_000_000, 39, 29, 1)];
        var items = events.SelectMany(e => (byte[])[.. U64((ulong)e.Time), .. U16(e.X), .. U16(e.Y), (byte)e.On, 0, 0, 0]).ToArray();
        byte[] evts = [.. U32(16), .. "EVTS"u8, .. U16(6), .. U16(8), .. U16(4), .. U16(0), .. U32(8), .. U32(4), .. U32(events.Length), .. items];
        byte[] frame = [.. U32(16), .. "FRME"u8, .. new byte[24]];
        return [.. "#!AER-DAT4.0\r\n"u8, .. U32(header.Length), .. header, .. Packet(3, evts, packing), .. Packet(1, frame, packing)];
    }

    private static byte[] Packet(int stream, byte[] body, int packing)
    {
        byte[] whole = [.. U32(body.Length), .. body];
        var packed = new MemoryStream();
        using (Stream to = packing == 1 ? LZ4Stream.Encode(packed, leaveOpen: true) : new CompressionStream(packed, leaveOpen: true))
        {
            to.Write(whole);
        }

        var content = packing is 1 or 3 ? packed.ToArray() : whole;
        return [.. U32(stream), .. U32(content.Length), .. content];
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(int value) => [.. U16(value), .. U16(value >> 16)];

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
