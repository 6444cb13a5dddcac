using Glia.Formats;

namespace Glia.Data;

/// <summary>Handwritten digits (LeCun, Cortes, Burges): the whole set from the data cache, or the part that Glia carries.</summary>
public static class Mnist
{
    /// <summary>The set's name in the registry.</summary>
    public const string Name = "mnist";

    private static readonly Lazy<ImageDataSet> Carried = new(() => new ImageDataSet(
        "MNIST, the embedded balanced subset: 10,000 training and 2,000 test images.", IdxImages.Embedded("train"), IdxImages.Embedded("t10k")));

    /// <summary>The part that Glia carries: 1,000 training and 200 test images of each digit, drawn at random from the real files.</summary>
    public static ImageDataSet Embedded => Carried.Value;

    /// <summary>The whole set if the data cache has it, else the part that Glia carries; the description says which.</summary>
    /// <exception cref="GliaFormatException">A file of the cache is damaged.</exception>
    public static ImageDataSet Best(DataCache cache) => cache.Has(DataRegistry.Mnist) ? Load(cache.Folder(DataRegistry.Mnist)) : Embedded;

    /// <summary>Reads the whole set from a folder with the four IDX files.</summary>
    /// <exception cref="GliaFormatException">A file is damaged, or the counts of images and labels differ.</exception>
    public static ImageDataSet Load(string folder) => IdxImages.Load(folder, "MNIST", "");
}
