using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Glia.Data;
using Glia.Formats;

namespace Glia.Tests.Data;

public sealed class FashionMnistTests
{
    [Fact]
    public void The_embedded_subset_is_balanced_and_no_image_is_in_both_parts()
    {
        var (train, test) = (FashionMnist.Embedded.Train, FashionMnist.Embedded.Test);
        Assert.Equal((10_000, 2_000, 28, 28), (train.Count, test.Count, train.Height, train.Width));
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal((1_000, 200), (train.Labels.Count((byte)label), test.Labels.Count((byte)label))));
        var seen = Enumerable.Range(0, train.Count).Select(i => Convert.ToHexString(train.Image(i))).ToHashSet();
        Assert.Equal(train.Count, seen.Count);
        Assert.DoesNotContain(Enumerable.Range(0, test.Count), i => seen.Contains(Convert.ToHexString(test.Image(i))));
        Assert.Equal(10, FashionMnist.ClassNames.Count);
    }

    [Fact]
    public void The_embedded_files_are_those_of_the_provenance_record()
    {
        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "provenance-fashion-mnist.json")));
        foreach (var (images, prefix) in new[] { (FashionMnist.Embedded.Train, "fashion-train"), (FashionMnist.Embedded.Test, "fashion-t10k") })
        {
            Assert.Equal(Recorded(record, prefix + "-images-idx3-ubyte.br"), IdxSum(images.Pixels, [images.Count, 28, 28]));
            Assert.Equal(Recorded(record, prefix + "-labels-idx1-ubyte.br"), IdxSum(images.Labels, [images.Count]));
        }
    }

    [Fact]
    public void Embedded_clothes_are_learnable_by_the_nearest_class_mean()
    {
        // A shift between images and labels would bring this to chance (10 %); the known figure for Fashion-MNIST is 68 %.
        var (train, test) = (FashionMnist.Embedded.Train, FashionMnist.Embedded.Test);
        var means = new float[10][];
        for (var label = 0; label < 10; label++)
        {
            var members = Enumerable.Range(0, train.Count).Where(i => train.Labels[i] == label).ToArray();
            means[label] = [.. Enumerable.Range(0, 784).Select(pixel => (float)members.Average(i => train.Pixels[(i * 784) + pixel]))];
        }

        var right = Enumerable.Range(0, test.Count).Count(i => test.Labels[i] == Enumerable.Range(0, 10).MinBy(label =>
            Enumerable.Range(0, 784).Sum(pixel => Math.Pow(test.Pixels[(i * 784) + pixel] - means[label][pixel], 2))));
        Assert.InRange(right / (double)test.Count, 0.64, 0.72);
    }

    [Fact]
    public void The_embedded_subset_serves_when_the_cache_is_empty() =>
        Assert.Same(FashionMnist.Embedded, FashionMnist.Best(new DataCache(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))));

    [Fact]
    public void A_folder_with_the_four_packed_files_is_read_and_described()
    {
        using var folder = new TemporaryFolder();
        foreach (var (prefix, count) in new[] { ("train", 3), ("t10k", 2) })
        {
            Write(Path.Combine(folder.Path, prefix + "-images-idx3-ubyte.gz"), [count, 28, 28]);
            Write(Path.Combine(folder.Path, prefix + "-labels-idx1-ubyte.gz"), [count]);
        }

        Assert.Equal("Fashion-MNIST, 3 training and 2 test images.", FashionMnist.Load(folder.Path).Description);
        Assert.Equal(["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"],
            DataRegistry.FashionMnist.Files.Select(file => file.Name));
    }

    private static void Write(string path, int[] dimensions)
    {
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        IdxFile.Write(packed, new IdxArray(IdxElementType.Unsigned8, dimensions, new byte[dimensions.Aggregate((a, b) => a * b)]));
    }

    private static string IdxSum(ReadOnlySpan<byte> content, int[] dimensions)
    {
        using var bare = new MemoryStream();
        IdxFile.Write(bare, new IdxArray(IdxElementType.Unsigned8, dimensions, content.ToArray()));
        return Convert.ToHexStringLower(SHA256.HashData(bare.ToArray()));
    }

    private static string Recorded(JsonDocument record, string file) => record.RootElement.GetProperty("files").EnumerateArray()
        .Single(entry => entry.GetProperty("file").GetString() == file).GetProperty("unpackedSha256").GetString()!;
}
