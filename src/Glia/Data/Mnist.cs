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

    private const int Classes = 10;
    private static readonly Lazy<ImageDataSet> Carried = new(ReadEmbedded);

    /// <summary>The part that Glia carries: 1,000 training and 200 test images of each digit, drawn at random from the real files.</summary>
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
            return Join(IdxFile.ReadImages(images), IdxFile.ReadLabels(labels, Classes), images);
        }

        var (train, test) = (Part("train"), Part("t10k"));
        return new ImageDataSet(string.Create(CultureInfo.InvariantCulture, $"MNIST, {train.Count:N0} training and {test.Count:N0} test images."), train, test);
    }

    private static ImageDataSet ReadEmbedded() => new(
        "MNIST, the embedded balanced subset: 10,000 training and 2,000 test images.", EmbeddedPart("train"), EmbeddedPart("t10k"));

    private static LabelledImages EmbeddedPart(string name)
    {
        var (images, labels) = (name + "-images-idx3-ubyte", name + "-labels-idx1-ubyte");
        using var packedImages = Embedded(images);
        using var packedLabels = Embedded(labels);
        return Join(IdxFile.ReadImages(packedImages, images), IdxFile.ReadLabels(packedLabels, labels, Classes), images);

        static BrotliStream Embedded(string name) =>
            new(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Glia.Data.{name}.br")!, CompressionMode.Decompress);
    }

    private static LabelledImages Join(IdxArray images, byte[] labels, string source) => images.Dimensions[0] == labels.Length
        ? new LabelledImages(images.Dimensions[1], images.Dimensions[2], images.Bytes, labels)
        : throw new GliaFormatException(source, 4, $"There are {images.Dimensions[0]} images but {labels.Length} labels; the files do not belong together.");
}
