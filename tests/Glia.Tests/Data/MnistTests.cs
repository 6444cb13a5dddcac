using System.Security.Cryptography;
using System.Text.Json;
using Glia.Data;
using Glia.Formats;

namespace Glia.Tests.Data;

public sealed class MnistTests
{
    [Fact]
    public void The_embedded_subset_is_balanced()
    {
        Assert.Equal((10_000, 2_000), (Mnist.Embedded.Train.Count, Mnist.Embedded.Test.Count));
        Assert.Equal((28, 28), (Mnist.Embedded.Train.Height, Mnist.Embedded.Train.Width));
        Assert.All(Enumerable.Range(0, 10), digit => Assert.Equal(1_000, Mnist.Embedded.Train.Labels.Count((byte)digit)));
        Assert.All(Enumerable.Range(0, 10), digit => Assert.Equal(200, Mnist.Embedded.Test.Labels.Count((byte)digit)));
    }

    [Fact]
    public void The_embedded_files_are_those_of_the_provenance_record()
    {
        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "provenance.json")));
        foreach (var (images, prefix) in new[] { (Mnist.Embedded.Train, "train"), (Mnist.Embedded.Test, "t10k") })
        {
            Assert.Equal(Recorded(record, prefix + "-images-idx3-ubyte.br"), IdxSum(images.Pixels, [images.Count, 28, 28]));
            Assert.Equal(Recorded(record, prefix + "-labels-idx1-ubyte.br"), IdxSum(images.Labels, [images.Count]));
        }
    }

    [Fact]
    public void Embedded_digits_are_learnable_by_the_nearest_class_mean()
    {
        // A shift between images and labels, or a wrong row length, would bring this to chance (10 %); the known figure for MNIST is 82 %.
        var (train, test) = (Mnist.Embedded.Train, Mnist.Embedded.Test);
        var means = new float[10, 784];
        for (var i = 0; i < train.Count; i++)
        {
            for (var p = 0; p < 784; p++)
            {
                means[train.Labels[i], p] += train.Pixels[(i * 784) + p] / 1_000f;
            }
        }

        var right = Enumerable.Range(0, test.Count).Count(i => test.Labels[i] == Enumerable.Range(0, 10).MinBy(digit =>
        {
            var distance = 0f;
            for (var p = 0; p < 784; p++)
            {
                var difference = test.Pixels[(i * 784) + p] - means[digit, p];
                distance += difference * difference;
            }

            return distance;
        }));
        Assert.InRange(right / (double)test.Count, 0.79, 0.85);
    }

    [Fact]
    public void The_embedded_subset_serves_when_the_cache_is_empty() =>
        Assert.Same(Mnist.Embedded, Mnist.Best(new DataCache(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))));

    [Fact]
    public void A_folder_with_the_four_files_is_read_and_described()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder.Path, 3, 2);
        var found = Mnist.Load(folder.Path);
        Assert.Equal((3, 2), (found.Train.Count, found.Test.Count));
        Assert.Equal("MNIST, 3 training and 2 test images.", found.Description);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder.Path, 3, 2);
        File.Delete(Path.Combine(folder.Path, "t10k-labels-idx1-ubyte"));
        Assert.Contains("t10k-labels-idx1-ubyte", Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_labels_of_different_sets_are_refused()
    {
        using var folder = new TemporaryFolder();
        WriteSet(folder.Path, 3, 2);
        File.Copy(Path.Combine(folder.Path, "t10k-labels-idx1-ubyte"), Path.Combine(folder.Path, "train-labels-idx1-ubyte"), overwrite: true);
        Assert.Contains("3 images but 2 labels", Assert.Throws<GliaFormatException>(() => Mnist.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void WriteSet(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        foreach (var (prefix, count) in new[] { ("train", train), ("t10k", test) })
        {
            Write(Path.Combine(folder, prefix + "-images-idx3-ubyte"), [count, 28, 28]);
            Write(Path.Combine(folder, prefix + "-labels-idx1-ubyte"), [count]);
        }
    }

    private static void Write(string path, int[] dimensions)
    {
        using var file = File.Create(path);
        IdxFile.Write(file, new IdxArray(IdxElementType.Unsigned8, dimensions, new byte[dimensions.Aggregate((a, b) => a * b)]));
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
