using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using Glia.Formats;

namespace Glia.Data;

/// <summary>Image sets that come as the four IDX files of MNIST: in a folder, or carried by the library.</summary>
internal static class IdxImages
{
    private const int Classes = 10;

    /// <summary>Reads a set from a folder.</summary>
    /// <param name="folder">Holds the four files.</param>
    /// <param name="title">What the set is called in its description.</param>
    /// <param name="extension">What the files' names end with: nothing, or <c>.gz</c> where they are packed.</param>
    /// <exception cref="GliaFormatException">A file is damaged, or the counts of images and labels differ.</exception>
    public static ImageDataSet Load(string folder, string title, string extension)
    {
        LabelledImages Part(string name)
        {
            var images = Path.Combine(folder, name + "-images-idx3-ubyte" + extension);
            var labels = Path.Combine(folder, name + "-labels-idx1-ubyte" + extension);
            return Join(IdxFile.ReadImages(images), IdxFile.ReadLabels(labels, Classes), images);
        }

        var (train, test) = (Part("train"), Part("t10k"));
        return new ImageDataSet(string.Create(CultureInfo.InvariantCulture, $"{title}, {train.Count:N0} training and {test.Count:N0} test images."), train, test);
    }

    /// <summary>Reads one part of a set that the library carries.</summary>
    /// <param name="name">What its two files' names begin with.</param>
    public static LabelledImages Embedded(string name)
    {
        var (images, labels) = (name + "-images-idx3-ubyte", name + "-labels-idx1-ubyte");
        using var packedImages = Resource(images);
        using var packedLabels = Resource(labels);
        return Join(IdxFile.ReadImages(packedImages, images), IdxFile.ReadLabels(packedLabels, labels, Classes), images);

        static BrotliStream Resource(string name) =>
            new(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Glia.Data.{name}.br")!, CompressionMode.Decompress);
    }

    private static LabelledImages Join(IdxArray images, byte[] labels, string source) => images.Dimensions[0] == labels.Length
        ? new LabelledImages(images.Dimensions[1], images.Dimensions[2], images.Bytes, labels)
        : throw new GliaFormatException(source, 4, $"There are {images.Dimensions[0]} images but {labels.Length} labels; the files do not belong together.");
}
