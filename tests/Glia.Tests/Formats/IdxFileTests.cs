using System.Buffers.Binary;
using CsCheck;
using Glia.Formats;
using Glia.Random;

namespace Glia.Tests.Formats;

public sealed class IdxFileTests
{
    [Fact]
    public void What_is_written_is_read_back_plain_and_gzipped() => Gen.Select(
            Gen.Int[1, 6].Select(i => Enum.GetValues<IdxElementType>()[i]), Gen.Int[0, 5].Array[1, 4], Gen.Byte.Array[8 * 625])
        .Sample((type, dimensions, bytes) =>
        {
            var array = new IdxArray(type, dimensions, bytes[..(SizeOf(type) * dimensions.Aggregate(1, (a, b) => a * b))]);
            foreach (var packed in new[] { false, true })
            {
                var read = IdxFile.Read(new MemoryStream(packed ? Gzip.Pack(Bytes(array)) : Bytes(array)), "test");
                Assert.Equal(type, read.ElementType);
                Assert.Equal(dimensions, read.Dimensions);
                Assert.Equal(array.Bytes, read.Bytes);
            }
        });

    [Fact]
    public void Images_and_labels_have_the_magic_numbers_of_mnist()
    {
        Assert.Equal(2051, BinaryPrimitives.ReadInt32BigEndian(Bytes(Unsigned(2, 3, 4))));
        Assert.Equal(2049, BinaryPrimitives.ReadInt32BigEndian(Bytes(Unsigned(2))));
        Assert.Equal([2, 3, 4], IdxFile.ReadImages(new MemoryStream(Bytes(Unsigned(2, 3, 4))), "test").Dimensions);
        Assert.Equal(7, IdxFile.ReadLabels(new MemoryStream(Bytes(Unsigned(7))), "test", 10).Length);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_with_the_magic_number_that_was_found()
    {
        var fault = Refused("<!DOCTYPE html>"u8.ToArray());
        Assert.Equal("test, at 0: the magic number is 1008813135, which is no IDX file; expected 2051 (images) or 2049 (labels). Check that this is the right file.", fault.Message);
        Assert.Equal(("test", 0), (fault.Origin, fault.Offset));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(39, 39)]
    public void A_file_cut_short_is_refused_with_the_place_where_it_ends(int length, int offset)
    {
        var whole = Bytes(Unsigned(2, 3, 4));
        Assert.Equal(offset, Refused(whole[..length]).Offset);
        Assert.Equal(offset, Refused(Gzip.Pack(whole[..length])).Offset);
    }

    [Fact]
    public void Bytes_after_the_end_are_refused()
    {
        byte[] longer = [.. Bytes(Unsigned(2, 3, 4)), 0];
        Assert.Contains("1 bytes follow after the 24 bytes", Refused(longer).Message, StringComparison.Ordinal);
        Assert.Contains("bytes follow after the 24 bytes", Refused(Gzip.Pack(longer)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x00000803u, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0x00000803u, 0x7FFFFFFFu, 0x7FFFFFFFu, 0x7FFFFFFFu)]
    [InlineData(0x00000803u, 0x00010000u, 0x00010000u, 0x00010000u)]
    [InlineData(0x00000803u, 0x80000000u, 0x00000000u, 0x00000001u)]
    [InlineData(0x00000E03u, 0x08000000u, 0x00000001u, 0x00000001u)]
    [InlineData(0x00000803u, 0x3FFFFFFFu, 0x00000001u, 0x00000001u)]
    public void A_header_that_promises_too_much_is_refused_before_memory_is_taken(uint magic, uint first, uint second, uint third)
    {
        var bytes = new byte[20];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), first);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), second);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), third);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bytes);
        Refused(Gzip.Pack(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_small_gzip_that_unpacks_to_much_is_read_up_to_the_limit_only()
    {
        // 64 MB of zeros pack to 64 KB: the header promises them all, the caller allows one.
        var bomb = Gzip.Pack(Bytes(new IdxArray(IdxElementType.Unsigned8, [1 << 26], new byte[1 << 26])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<GliaFormatException>(() => IdxFile.Read(new MemoryStream(bomb), "test", maximumBytes: 1 << 20));
        Assert.Contains("longer than the limit of 1048576 bytes", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_damaged_gzip_is_refused()
    {
        var packed = Gzip.Pack(Bytes(Unsigned(50, 3, 4)));
        packed[^6] ^= 0xFF;
        Refused(packed);
        Refused(packed[..20]);
    }

    [Fact]
    public void Labels_where_images_belong_are_refused_and_the_other_way_round()
    {
        var images = Assert.Throws<GliaFormatException>(() => IdxFile.ReadImages(new MemoryStream(Bytes(Unsigned(5))), "a"));
        Assert.StartsWith("a, at 0: holds Unsigned8 [5]; expected images", images.Message, StringComparison.Ordinal);
        Assert.Throws<GliaFormatException>(() => IdxFile.ReadImages(new MemoryStream(Bytes(Unsigned(5, 0, 4))), "a"));
        Assert.Throws<GliaFormatException>(() => IdxFile.ReadLabels(new MemoryStream(Bytes(Unsigned(2, 3, 4))), "a", 10));
    }

    [Fact]
    public void A_label_beyond_the_classes_is_refused_with_its_place()
    {
        var fault = Assert.Throws<GliaFormatException>(() => IdxFile.ReadLabels(
            new MemoryStream(Bytes(new IdxArray(IdxElementType.Unsigned8, [3], [0, 9, 10]))), "labels", 10));
        Assert.Equal("labels, at 10: label 10 of item 2; expected 0 to 9.", fault.Message);
    }

    [Fact]
    public void Writing_an_array_whose_dimensions_do_not_fit_is_refused() =>
        Assert.Throws<ArgumentException>(() => IdxFile.Write(Stream.Null, new IdxArray(IdxElementType.Unsigned8, [2, 2], [1, 2, 3])));

    [Fact]
    public void Ten_thousand_mutated_files_are_read_or_refused_and_nothing_else()
    {
        var random = new RandomStream(1, "idx-mutation");
        byte[][] originals = [Bytes(Unsigned(3, 4, 5)), Gzip.Pack(Bytes(Unsigned(3, 4, 5))), Bytes(Unsigned(9)), Gzip.Pack(Bytes(Unsigned(9)))];
        var refused = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = originals[i % originals.Length].ToArray();
            for (var changes = random.NextInt(4); changes >= 0; changes--)
            {
                bytes[random.NextInt(Math.Min(bytes.Length, 40))] = (byte)random.NextInt(256);
            }

            bytes = random.NextInt(4) == 0 ? bytes[..random.NextInt(bytes.Length + 1)] : bytes;
            try
            {
                var array = IdxFile.Read(new MemoryStream(bytes), "mutation", maximumBytes: 1 << 16);
                Assert.Equal(array.Dimensions.Aggregate((long)SizeOf(array.ElementType), (a, b) => a * b), array.Bytes.Length);
            }
            catch (GliaFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 2_500, 9_900);
    }

    private static GliaFormatException Refused(byte[] bytes) =>
        Assert.Throws<GliaFormatException>(() => IdxFile.Read(new MemoryStream(bytes), "test"));

    private static IdxArray Unsigned(params int[] dimensions)
    {
        var bytes = new byte[dimensions.Aggregate(1, (a, b) => a * b)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i % 10);
        }

        return new IdxArray(IdxElementType.Unsigned8, dimensions, bytes);
    }

    private static byte[] Bytes(IdxArray array)
    {
        using var stream = new MemoryStream();
        IdxFile.Write(stream, array);
        return stream.ToArray();
    }

    private static int SizeOf(IdxElementType type) => type switch
    {
        IdxElementType.Signed16 => 2,
        IdxElementType.Signed32 or IdxElementType.Real32 => 4,
        IdxElementType.Real64 => 8,
        _ => 1,
    };
}
