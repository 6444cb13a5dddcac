using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Homeostasis;

/// <summary>Small images of a few classes, each a pattern with noise, a third of whose pixels are zero.</summary>
internal static class Blobs
{
    public static SparseImages Make(int count, int width = 30, int classes = 10, long seed = 1)
    {
        var random = new RandomStream(seed, "blobs");
        var patterns = Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextInt(3) == 0 ? 0 : random.NextInt(200)).ToArray()).ToArray();
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i < classes ? i : random.NextInt(classes))).ToArray();
        var pixels = labels.SelectMany(label => patterns[label].Select(pixel => (byte)(pixel == 0 ? 0 : pixel + random.NextInt(55)))).ToArray();
        return new SparseImages(pixels, labels, width);
    }
}
