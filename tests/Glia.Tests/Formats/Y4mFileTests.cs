using System.Text;
using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class Y4mFileTests
{
    [Theory]
    [InlineData("", 4)]
    [InlineData(" C420jpeg", 4)]
    [InlineData(" C422", 8)]
    [InlineData(" C444", 12)]
    [InlineData(" Cmono", 0)]
    public void Brightness_is_read_and_colours_are_skipped(string space, int colours)
    {
        var film = Y4mFile.Parse(Film($"YUV4MPEG2 W3 H2 F25:1 Ip{space}", frames: 2, colours), "film");
        Assert.Equal((3, 2, 2), (film.Width, film.Height, film.Frames.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6], film.Frames[0]);
        Assert.Equal([1, 2, 3, 4, 5, 6], film.Frames[1]);
    }

    [Theory]
    [InlineData("RIFF", "begins with YUV4MPEG2")]
    [InlineData("YUV4MPEG2 H2", "must say W")]
    [InlineData("YUV4MPEG2 W3 H0", "must say H")]
    [InlineData("YUV4MPEG2 W3 H99999", "must say H")]
    [InlineData("YUV4MPEG2 W3 H2 C420p10", "C420p10")]
    public void A_header_that_is_none_says_what_is_wrong(string header, string part) =>
        Assert.Contains(part, Assert.Throws<GliaFormatException>(() => Y4mFile.Parse(Film(header, 1, 4), "film")).Message);

    [Fact]
    public void A_film_that_ends_early_is_refused()
    {
        var whole = Film("YUV4MPEG2 W3 H2", 2, 4);
        Assert.Contains("the colours of a frame of 4 bytes", Assert.Throws<GliaFormatException>(() => Y4mFile.Parse(whole.AsSpan(0, whole.Length - 1), "film")).Message);
        Assert.Contains("FRAME", Assert.Throws<GliaFormatException>(() => Y4mFile.Parse([.. Film("YUV4MPEG2 W3 H2", 1, 4), .. "nonsense\n"u8], "film")).Message);
        Assert.Contains("no frame", Assert.Throws<GliaFormatException>(() => Y4mFile.Parse(Encoding.ASCII.GetBytes("YUV4MPEG2 W3 H2\n"), "film")).Message);
        Assert.Contains("ffmpeg", Assert.Throws<GliaFormatException>(() => Y4mFile.Parse(new byte[5000], "film")).Message);
        Assert.Throws<GliaFormatException>(() => Y4mFile.Parse([], "film"));
    }

    private static byte[] Film(string header, int frames, int colours) =>
        [.. Encoding.ASCII.GetBytes(header + "\n"), .. Enumerable.Range(0, frames).SelectMany(_ => (byte[])[.. "FRAME Ip\n"u8, 1, 2, 3, 4, 5, 6, .. new byte[colours]])];
}
