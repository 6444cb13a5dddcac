using System.Buffers.Binary;
using CsCheck;
using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class WavFileTests
{
    [Fact]
    public void Sixteen_bits_come_back_as_they_were() => Gen.Short.Array[0, 50].Sample(samples =>
    {
        var sound = new WavFile(8000, 1, Array.ConvertAll(samples, sample => sample / 32768f));
        var read = WavFile.Parse(sound.Write(), "f");
        Assert.Equal(sound.Samples, read.Samples);
        Assert.Equal((8000, 1), (read.SampleRate, read.Channels));
    });

    [Theory]
    [InlineData(1, 8, new byte[] { 0, 128, 192 }, new[] { -1f, 0, 0.5f })]
    [InlineData(1, 16, new byte[] { 0, 0x80, 0, 0, 0, 0x40 }, new[] { -1f, 0, 0.5f })]
    [InlineData(1, 24, new byte[] { 0, 0, 0x80, 0, 0, 0, 0, 0, 0x40 }, new[] { -1f, 0, 0.5f })]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40 }, new[] { -1f, 0, 0.5f })]
    [InlineData(3, 32, new byte[] { 0, 0, 0x80, 0xbf, 0, 0, 0, 0, 0, 0, 0, 0x3f }, new[] { -1f, 0, 0.5f })]
    [InlineData(3, 64, new byte[] { 0, 0, 0, 0, 0, 0, 0xf0, 0xbf, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f }, new[] { -1f, 0, 0.5f })]
    public void Every_coding_is_read_plain_and_extensible(int format, int bits, byte[] data, float[] expected)
    {
        Assert.Equal(expected, WavFile.Parse(Wav((ushort)format, bits, 1, data), "f").Samples);
        Assert.Equal(expected, WavFile.Parse(Wav(0xfffe, bits, 1, data, (ushort)format), "f").Samples);
    }

    [Fact]
    public void Channels_are_averaged() =>
        Assert.Equal([0.25f, -0.5f], WavFile.Parse(Wav(1, 8, 2, [128, 192, 0, 128]), "f").Mono());

    [Fact]
    public void Other_chunks_are_passed_over_and_a_stream_of_unknown_length_ends_with_the_file()
    {
        var plain = Wav(1, 8, 1, [128, 192]);
        byte[] listed = [.. plain[..12], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. plain[12..]];
        BinaryPrimitives.WriteUInt32LittleEndian(listed.AsSpan(listed.Length - 6), 0xffff_ffff);
        Assert.Equal([0, 0.5f], WavFile.Parse(listed, "f").Samples);
    }

    [Fact]
    public void Damaged_files_give_a_message_or_a_result()
    {
        HostileContent.Check(Wav(1, 16, 2, new byte[40]), content => WavFile.Parse(content, "f"));
        HostileContent.Check(Wav(0xfffe, 24, 1, new byte[30], 1), content => WavFile.Parse(content, "f"));
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        string Says(byte[] content) => Assert.Throws<GliaFormatException>(() => WavFile.Parse(content, "f")).Message;
        Assert.Contains("ffmpeg", Says([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("format 85", Says(Wav(85, 16, 1, [0, 0])), StringComparison.Ordinal);
        Assert.Contains("12 bits", Says(Wav(1, 12, 1, [0, 0])), StringComparison.Ordinal);
        Assert.Contains("truncated", Says(Wav(1, 16, 1, [0, 0, 0])), StringComparison.Ordinal);
        Assert.Contains("no chunk 'data'", Says(Wav(1, 16, 1, [0, 0])[..^10]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_recording_is_read()
    {
        var sound = WavFile.Read(SharedData.Path("fsdd", "recordings", "0_jackson_0.wav"));
        Assert.Equal((8000, 1), (sound.SampleRate, sound.Channels));
        Assert.InRange(sound.Seconds, 0.2, 2);
        Assert.InRange(sound.Samples.Max(), 0.01, 1);
    }

    private static byte[] Wav(ushort format, int bits, int channels, byte[] data, ushort subFormat = 0)
    {
        byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];
        byte[] U32(int value) => [.. U16(value), .. U16(value >> 16)];
        byte[] extension = format == 0xfffe ? [22, 0, .. U16(bits), 0, 0, 0, 0, .. U16(subFormat), .. new byte[14]] : [];
        var (align, rate) = (channels * bits / 8, 8000);
        byte[] body = [.. "WAVEfmt "u8, .. U32(16 + extension.Length), .. U16(format), .. U16(channels), .. U32(rate), .. U32(rate * align), .. U16(align), .. U16(bits), .. extension, .. "data"u8, .. U32(data.Length), .. data];
        return [.. "RIFF"u8, .. U32(body.Length), .. body];
    }
}
