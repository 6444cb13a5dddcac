using Glia.Formats;

namespace Glia.Data;

/// <summary>Articles of clothing (Xiao, Rasul, Vollgraf 2017, arXiv 1708.07747): the whole set from the data cache, or the part that Glia carries.</summary>
/// <remarks>Images are as those of MNIST (28 × 28, ten classes) but harder to tell apart: linear classifiers reach about 84 %.</remarks>
public static class FashionMnist
{
    /// <summary>The set's name in the registry.</summary>
    public const string Name = "fashion-mnist";

    private static readonly Lazy<ImageDataSet> Carried = new(() => new ImageDataSet(
        "Fashion-MNIST, the embedded balanced subset: 10,000 training and 2,000 test images, drawn by us.",
        IdxImages.Embedded("fashion-train"), IdxImages.Embedded("fashion-t10k")));

    /// <summary>What the labels 0 to 9 stand for.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    /// <summary>The part that Glia carries: 1,000 training and 200 test images of each class; not the published split, whose two parts the source mixes.</summary>
    public static ImageDataSet Embedded => Carried.Value;

    /// <summary>The whole set if the data cache has it, else the part that Glia carries; the description says which.</summary>
    /// <exception cref="GliaFormatException">A file of the cache is damaged.</exception>
    public static ImageDataSet Best(DataCache cache) => cache.Has(DataRegistry.FashionMnist) ? Load(cache.Folder(DataRegistry.FashionMnist)) : Embedded;

    /// <summary>Reads the whole set from a folder with the four IDX files as they are published, packed with gzip.</summary>
    /// <exception cref="GliaFormatException">A file is damaged, or the counts of images and labels differ.</exception>
    public static ImageDataSet Load(string folder) => IdxImages.Load(folder, "Fashion-MNIST", ".gz");
}
