using Glia.Continual;
using Glia.Data;

namespace Glia.Studies.Homeostatic;

/// <summary>The images as the trials use them; read once a process, never changed.</summary>
internal sealed record ShiftImages(SparseImages Train, SparseImages Test)
{
    private static readonly Lazy<ShiftImages> EmbeddedDigits = new(() => Of(Mnist.Embedded));
    private static readonly Lazy<ShiftImages> EmbeddedClothes = new(() => Of(FashionMnist.Embedded));
    private static readonly Lazy<ShiftImages> AllDigits = new(() => Of(Mnist.Load(FolderOf(DataRegistry.Mnist, "mnist"))));
    private static readonly Lazy<ShiftImages> AllClothes = new(() => Of(FashionMnist.Load(FolderOf(DataRegistry.FashionMnist, "fashion"))));

    public static ShiftImages From(ImageSet set, ImageSource source) => ((set, source) switch
    {
        (ImageSet.Mnist, ImageSource.Full) => AllDigits,
        (ImageSet.Mnist, _) => EmbeddedDigits,
        (_, ImageSource.Full) => AllClothes,
        _ => EmbeddedClothes,
    }).Value;

    private static string FolderOf(DataSetInfo set, string option) => DataCache.Default.Has(set)
        ? DataCache.Default.Folder(set)
        : throw new DataException($"The option {option}=Full needs all of {set.Name}; get it with: glia data get {set.Name}");

    private static ShiftImages Of(ImageDataSet set) => new(Sparse(set.Train), Sparse(set.Test));

    private static SparseImages Sparse(LabelledImages images) => new(images.Pixels, images.Labels, images.PixelsPerImage);
}
