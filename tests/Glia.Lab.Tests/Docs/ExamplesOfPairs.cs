using Glia.CrossModal;
using Glia.Random;

namespace Glia.Lab.Tests.Docs;

/// <summary>The example of pairs of recordings, like <see cref="Examples"/>.</summary>
public class ExamplesOfPairs
{
    [Fact]
    public void Two_kinds_of_recordings()
    {
        var random = new RandomStream(1, "features");
        var (imageFeatures, soundFeatures, images, clips) = (new float[8 * 200], new float[8 * 200], new float[20 * 200], new float[30 * 200]);
        Array.ForEach([imageFeatures, soundFeatures, images, clips], features => random.FillGaussian(features, 0, 1));
        int[] digits = [1, 2, 3, 4, 5, 6, 7, 1];
        int[] imageDigits = [.. Enumerable.Range(0, 20).Select(i => i % 10)], clipDigits = [.. Enumerable.Range(0, 30).Select(i => i % 10)];

        var projection = new CrossModalProjection(200, 200, new ProjectionOptions { Width = 64 }, new RandomStream(1, "projection"));
        projection.Learn(new PairBatch(imageFeatures, soundFeatures, digits), new SoftTargetClipLoss());      // one step of Adam
        var found = RetrievalAccuracy.Of(projection.EmbedSecond(clips), clipDigits, projection.EmbedFirst(images), imageDigits, top: 1);

        Assert.InRange(found, 0, 1);
    }
}
