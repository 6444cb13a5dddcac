using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class SafetensorsTests
{
    private static readonly byte[] Published = Convert.FromHexString(
        "38000000000000007b2274223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f666673657473223a5b302c385d7d7d20200000803f000000c0");

    [Fact]
    public void The_published_example_is_read_and_written_byte_for_byte()
    {
        Assert.Equal([1f, -2], SafetensorsFile.Parse(Published, "f").ReadSingles("t"));
        var writer = new SafetensorsWriter();
        writer.Add("t", [1, -2], 2);
        Assert.Equal(Published, Written(writer));
    }

    [Fact]
    public void Every_type_comes_back_bit_for_bit() => Gen.Select(Gen.Enum<SafetensorsDataType>(), Gen.Int[0, 5], Gen.Int[0, 5], Gen.Byte.Array[200]).Sample((type, rows, columns, bytes) =>
    {
        var content = bytes[..(rows * columns * SafetensorsEntry.BytesOf(type))];
        var writer = new SafetensorsWriter();
        writer.Metadata["für"] = "\"x\"";
        writer.Add("ä/1", type, content, rows, columns);
        writer.Add("single", [3.5f]);
        var file = SafetensorsFile.Parse(Written(writer), "f");
        Assert.Equal(content, file.Read("ä/1"));
        Assert.Equal([rows, (long)columns], file.Entries.Single(entry => entry.Name == "ä/1").Shape);
        Assert.Equal([3.5f], file.ReadSingles("single"));
        Assert.Equal("\"x\"", file.Metadata["für"]);
    });

    [Fact]
    public void Numbers_of_every_width_become_floats()
    {
        void Is<T>(SafetensorsDataType type, T[] values, params float[] expected)
            where T : unmanaged
        {
            var writer = new SafetensorsWriter();
            writer.Add("t", type, MemoryMarshal.AsBytes<T>(values), values.Length);
            Assert.Equal(expected, SafetensorsFile.Parse(Written(writer), "f").ReadSingles("t"));
        }

        Is(SafetensorsDataType.F64, [1.5, -2], 1.5f, -2);
        Is(SafetensorsDataType.F16, [(Half)1.5, (Half)(-2)], 1.5f, -2);
        Is(SafetensorsDataType.BF16, new ushort[] { 0x3fc0, 0xc000 }, 1.5f, -2);
        Is(SafetensorsDataType.I8, new sbyte[] { -1, 2 }, -1, 2);
        Is(SafetensorsDataType.U8, new byte[] { 255, 2 }, 255, 2);
        Is(SafetensorsDataType.I64, new long[] { -5, 7 }, -5, 7);
        Assert.Throws<ArgumentException>(() => Is(SafetensorsDataType.F8_E4M3, new byte[] { 1 }, 1));
    }

    [Fact]
    public void A_file_on_disk_is_read_tensor_by_tensor()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Published);
        using (var file = SafetensorsFile.Open(path))
        {
            Assert.Equal([1f, -2], file.ReadSingles("t"));
            Assert.Contains("has no tensor 'u'; it has t", Assert.Throws<ArgumentException>(() => file.Read("u")).Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Theory]
    [InlineData("must take 8 bytes and begin at 0", """{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("must take 4 bytes and begin at 4", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"u":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("must take 4 bytes and begin at 4", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"u":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""")]
    [InlineData("longer than it says", """{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("truncated", """{"t":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("no JSON of a safetensors file", """{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("no number may be negative", """{"t":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""")]
    [InlineData("no number may be negative", """{"t":{"dtype":"U8","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""")]
    [InlineData("of the type 'F4'", """{"t":{"dtype":"F4","shape":[16],"data_offsets":[0,8]}}""")]
    [InlineData("no JSON of a safetensors file", """{"t":{"dtype":"F32","shape":[2]}}""")]
    [InlineData("no JSON of a safetensors file", """{"t":[1]}""")]
    [InlineData("must begin with {", "[]")]
    public void A_header_that_does_not_fit_is_refused(string says, string header) =>
        Assert.Contains(says, Assert.Throws<GliaFormatException>(() => SafetensorsFile.Parse(WithHeader(header), "f")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_side_of_zero_makes_no_numbers_however_long_the_others_are() =>
        Assert.Empty(SafetensorsFile.Parse(WithHeader("""{"z":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]},"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""), "f").Read("z"));

    [Fact]
    public void A_header_longer_than_the_file_is_refused()
    {
        var content = (byte[])Published.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(content, 1UL << 60);
        Assert.Contains("Git LFS pointer", Assert.Throws<GliaFormatException>(() => SafetensorsFile.Parse(content, "f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_give_a_message_or_a_result() => HostileContent.Check(Published, content =>
    {
        using var file = SafetensorsFile.Parse(content, "f");
        foreach (var entry in file.Entries)
        {
            file.Read(entry.Name);
        }
    }, iterations: 100_000);

    [Fact]
    public void Tensors_that_do_not_fill_their_shape_or_share_a_name_are_not_added()
    {
        var writer = new SafetensorsWriter();
        writer.Add("t", [1, -2], 2);
        Assert.Throws<ArgumentException>(() => writer.Add("t", [1, -2], 2));
        Assert.Throws<ArgumentException>(() => writer.Add("u", [1, -2], 3));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], 1));
    }

    private static byte[] WithHeader(string header)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. new byte[8]];
    }

    private static byte[] Written(SafetensorsWriter writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }
}
