using Glia.Continual;
using Glia.Data;

namespace Glia.Studies.Hlop;

/// <summary>The digits as the trials use them; read once a process, never changed.</summary>
internal sealed record DigitImages(SparseImages Train, SparseImages Test)
{
    private static readonly Lazy<DigitImages> Embedded = new(() => Of(Mnist.Embedded));
    private static readonly Lazy<DigitImages> Full = new(() => DataCache.Default.Has(DataRegistry.Mnist)
        ? Of(Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist)))
        : throw new DataException("The option data=Full needs all of MNIST; get it with: glia data get mnist"));

    public static DigitImages From(DigitSource source) => (source == DigitSource.Full ? Full : Embedded).Value;

    private static DigitImages Of(ImageDataSet set) => new(
        new SparseImages(set.Train.Pixels, set.Train.Labels, set.Train.PixelsPerImage),
        new SparseImages(set.Test.Pixels, set.Test.Labels, set.Test.PixelsPerImage));
}
