using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using Glia.Formats;

namespace Glia.Data;

/// <summary>Handwritten digits (LeCun, Cortes, Burges): the whole set from the data cache, or the part that Glia carries.</summary>
public static class Mnist
{
    /// <summary>The set's name in the registry.</summary>
    public const string Name = "mnist";

    private const string Images = "an IDX file of images (magic number 2051)";
    private const string Labels = "an IDX file of labels (magic number 2049)";
    private static readonly Lazy<ImageDataSet> Carried = new(ReadEmbedded);

    /// <summary>The part that Glia carries: 1,000 training and 200 test images of each digit, the first of the real files.</summary>
    public static ImageDataSet Embedded => Carried.Value;

    /// <summary>The whole set if the data cache has it, else the part that Glia carries; the description says which.</summary>
    /// <exception cref="GliaFormatException">A file of the cache is damaged.</exception>
    public static ImageDataSet Best(DataCache cache) => cache.Has(DataRegistry.Mnist) ? Load(cache.Folder(DataRegistry.Mnist)) : Embedded;

    /// <summary>Reads the whole set from a folder with the four IDX files.</summary>
    /// <exception cref="GliaFormatException">A file is damaged, or the counts of images and labels differ.</exception>
    public static ImageDataSet Load(string folder)
    {
        LabelledImages Part(string name)
        {
            var images = Path.Combine(folder, name + "-images-idx3-ubyte");
            var labels = Path.Combine(folder, name + "-labels-idx1-ubyte");
            return Join(IdxFile.ReadImages(images), IdxFile.ReadLabels(labels), images);
        }

        var (train, test) = (Part("train"), Part("t10k"));
        return new ImageDataSet(string.Create(CultureInfo.InvariantCulture, $"MNIST, {train.Count:N0} training and {test.Count:N0} test images."), train, test);
    }

    private static ImageDataSet ReadEmbedded()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Glia.Data.mnist.br")!;
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(resource, CompressionMode.Decompress))
        {
            brotli.CopyTo(unpacked);
        }

        // Four IDX files one after the other; their headers say where each ends.
        var content = unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length);
        const int train = 10_000, test = 2_000, pixels = 784, imagesHeader = 16, labelsHeader = 8;
        var trainImages = Take(ref content, imagesHeader + (train * pixels), IdxFile.ImagesMagic, Images);
        var trainLabels = Take(ref content, labelsHeader + train, IdxFile.LabelsMagic, Labels);
        var testImages = Take(ref content, imagesHeader + (test * pixels), IdxFile.ImagesMagic, Images);
        var testLabels = Take(ref content, labelsHeader + test, IdxFile.LabelsMagic, Labels);
        return new ImageDataSet(
            "MNIST, the embedded balanced subset: 10,000 training and 2,000 test images.",
            Join(trainImages, trainLabels, "mnist.br"), Join(testImages, testLabels, "mnist.br"));
    }

    private static IdxFile Take(ref Span<byte> content, int length, int magic, string expected)
    {
        var part = IdxFile.Parse(content[..length], magic, expected, "mnist.br");
        content = content[length..];
        return part;
    }

    private static LabelledImages Join(IdxFile images, IdxFile labels, string source) => images.Dimensions[0] == labels.Dimensions[0]
        ? new LabelledImages(images.Dimensions[1], images.Dimensions[2], images.Values, labels.Values)
        : throw new GliaFormatException(source, 4, $"There are {images.Dimensions[0]} images but {labels.Dimensions[0]} labels; the files do not belong together.");
}
