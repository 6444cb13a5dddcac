using Glia.Data;

namespace Glia.Studies.DynamicConfidence;

/// <summary>The images as the trials use them; read once a process, never changed.</summary>
internal static class FashionImages
{
    private static readonly Lazy<ImageDataSet> Full = new(() => DataCache.Default.Has(DataRegistry.FashionMnist)
        ? FashionMnist.Load(DataCache.Default.Folder(DataRegistry.FashionMnist))
        : throw new DataException("The option data=Full needs all of Fashion-MNIST; get it with: glia data get fashion-mnist"));

    public static ImageDataSet From(FashionSource source) => source == FashionSource.Full ? Full.Value : FashionMnist.Embedded;
}
