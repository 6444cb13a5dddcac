using System.Text;
using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class NpyArrayTests
{
    [Fact]
    public void Numbers_of_every_type_are_read()
    {
        Assert.Equal([1.5, -2], Read(NumpyArchive.Floats([1.5f, -2], 2)).Numbers);
        Assert.Equal([1, -7, 300], Read(NumpyArchive.Integers([1, -7, 300], 3, 1)).Numbers);
        Assert.Equal([3, 1], Read(NumpyArchive.Integers([1, -7, 300], 3, 1)).Shape);
        Assert.Equal([0.1], Read(NumpyArchive.Array("<f8", BitConverter.GetBytes(0.1))).Numbers);
        Assert.Equal([1.0], Read(NumpyArchive.Array("<f2", BitConverter.GetBytes(Half.One), 1)).Numbers);
        Assert.Equal([-1, 127], Read(NumpyArchive.Array("|i1", [255, 127], 2)).Numbers);
        Assert.Equal([255, 127], Read(NumpyArchive.Array("|u1", [255, 127], 2)).Numbers);
        Assert.Equal([1, 0], Read(NumpyArchive.Array("|b1", [1, 0], 2)).Numbers);
        Assert.Equal([-2], Read(NumpyArchive.Array("<i2", BitConverter.GetBytes((short)-2), 1)).Numbers);
        Assert.Equal([65534], Read(NumpyArchive.Array("<u2", BitConverter.GetBytes((ushort)65534), 1)).Numbers);
        Assert.Equal([-3], Read(NumpyArchive.Array("<i8", BitConverter.GetBytes(-3L), 1)).Numbers);
        Assert.Equal([4e9], Read(NumpyArchive.Array("<u4", BitConverter.GetBytes(4_000_000_000u), 1)).Numbers);
        Assert.Equal([5], Read(NumpyArchive.Array("<u8", BitConverter.GetBytes(5UL), 1)).Numbers);
        Assert.Empty(Read(NumpyArchive.Floats([], 0)).Numbers);
    }

    [Theory]
    [InlineData("'<f4'", "'>f4'", "row-major")]
    [InlineData("'<f4'", "'<U4'", "row-major")]
    [InlineData("'<f4'", "'|O8'", "row-major")]
    [InlineData("False", "True ", "row-major")]
    [InlineData("(2,)", "(3,)", "12 bytes|3 values")]
    [InlineData("(2,), ", "(99999999999,), ", "side of 99999999999")]
    public void Other_arrays_are_refused_with_a_reason(string from, string to, string message)
    {
        var good = Encoding.Latin1.GetString(NumpyArchive.Floats([1, 2], 2));
        var difference = to.Length - from.Length;
        var bad = good.Replace(from, to, StringComparison.Ordinal);
        bad = difference > 0 ? bad.Replace(new string(' ', difference) + "\n", "\n", StringComparison.Ordinal) : bad;
        var problem = Assert.Throws<GliaFormatException>(() => Read(Encoding.Latin1.GetBytes(bad))).Message;
        Assert.Contains(message.Split('|'), part => problem.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_content_is_refused_soon() => HostileContent.Check(NumpyArchive.Floats([1, 2, 3, 4], 2, 2), content => Read(content));

    private static NpyArray Read(byte[] content) => NpyArray.Parse(content, "x.npy");
}
