using Glia.Conversion;
using Glia.Data;
using Glia.Random;

namespace Glia.Tests.Conversion;

/// <summary>Small networks and images for tests.</summary>
internal static class SmallNetworks
{
    public static LabelledImages Images { get; } = MakeImages();

    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, Images.Count)];

    public static FeedforwardNetwork Convolutional(int levels = 4)
    {
        var random = new RandomStream(8, "small");
        return new FeedforwardNetwork(
            new ConvolutionLayer("conv1", 8, 8, 1, 6, random), QuantizedActivation.Qcfs("act1", 384, levels, 1), new AveragePooling("pool1", 8, 8, 6),
            new ConvolutionLayer("conv2", 4, 4, 6, 5, random), QuantizedActivation.Lsq("act2", 80, levels, 0.25f), new DenseLayer("out", 80, 3, random));
    }

    public static FeedforwardNetwork Dense(int levels = 4)
    {
        var random = new RandomStream(9, "small");
        return new FeedforwardNetwork(new DenseLayer("hidden", 64, 20, random), QuantizedActivation.Qcfs("act", 20, levels, 1), new DenseLayer("out", 20, 3, random));
    }

    // Three classes: bright rows at the top, in the middle or below, under noise.
    private static LabelledImages MakeImages()
    {
        const int Count = 240;
        var random = new RandomStream(7, "small images");
        var (pixels, labels) = (new byte[Count * 64], new byte[Count]);
        for (var image = 0; image < Count; image++)
        {
            labels[image] = (byte)(image % 3);
            for (var pixel = 0; pixel < 64; pixel++)
            {
                var bright = pixel / 8 / 3 == labels[image] ? 90 : 0;
                pixels[(image * 64) + pixel] = (byte)(bright + random.NextInt(120));
            }
        }

        return new LabelledImages(8, 8, pixels, labels);
    }
}
