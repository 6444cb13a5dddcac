using Glia.CrossModal;
using Glia.Random;

namespace Glia.Tests.CrossModal;

public sealed class CrossModalProjectionTests
{
    [Theory]
    [InlineData(ProjectionActivation.Linear, EmbeddingLength.Free)]
    [InlineData(ProjectionActivation.Gelu, EmbeddingLength.Free)]
    [InlineData(ProjectionActivation.Gelu, EmbeddingLength.Learned)]
    public void Gradients_by_features_are_those_of_central_differences(ProjectionActivation activation, EmbeddingLength length)
    {
        const int pairs = 4;
        var options = new ProjectionOptions { Width = 6, Activation = activation, Length = length, LearningRate = 1e-12 };
        var projection = new CrossModalProjection(5, 3, options, new RandomStream(1, "projection"));
        var (first, second) = (Gaussian(pairs * 5, 2), Gaussian(pairs * 3, 3));
        var (byFirst, bySecond) = (new float[first.Length], new float[second.Length]);
        double Loss() => projection.Learn(new PairBatch(first, second, [0, 1, 2, 3]), new InfoNceLoss());
        projection.Learn(new PairBatch(first, second, [0, 1, 2, 3]), new InfoNceLoss(), byFirst, bySecond);
        foreach (var (numbers, gradient) in new[] { (first, byFirst), (second, bySecond) })
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                const float step = 5e-3f;
                var middle = numbers[i];
                numbers[i] = middle + step;
                var above = Loss();
                numbers[i] = middle - step;
                var below = Loss();
                numbers[i] = middle;
                Assert.Equal((above - below) / (2 * step), gradient[i], .01 * Math.Max(.2, Math.Abs(gradient[i])));
            }
        }
    }

    [Theory]
    [InlineData(EmbeddingLength.Free)]
    [InlineData(EmbeddingLength.Learned)]
    public void Pairs_that_share_a_cause_come_to_find_each_other(EmbeddingLength length)
    {
        // Two views of eight causes: a random linear map each, and noise.
        const int causes = 8, each = 20;
        var (map1, map2, noise) = (Gaussian(causes * 30, 1), Gaussian(causes * 20, 2), new RandomStream(3, "noise"));
        int[] labels = [.. Enumerable.Range(0, causes * each).Select(i => i % causes)];
        float[] View(float[] map, int width) => [.. labels.SelectMany(label => Enumerable.Range(0, width).Select(i => map[(label * width) + i] + (.5f * (float)noise.NextGaussian())))];
        var (first, second) = (View(map1, 30), View(map2, 20));
        var projection = new CrossModalProjection(30, 20, new ProjectionOptions { Width = 16, Length = length }, new RandomStream(4, "projection"));
        double Accuracy() => RetrievalAccuracy.Of(projection.EmbedSecond(second), labels, projection.EmbedFirst(first), labels);
        var before = Accuracy();
        var random = new RandomStream(5, "order");
        for (var step = 0; step < 400; step++)
        {
            var rows = random.Permutation(labels.Length)[..8];
            float[] Rows(float[] all, int width) => [.. rows.SelectMany(row => all[(row * width)..((row + 1) * width)])];
            projection.Learn(new PairBatch(Rows(first, 30), Rows(second, 20), [.. rows.Select(row => labels[row])]), new SupervisedContrastiveLoss());
        }

        Assert.InRange(before, 0, .6);
        Assert.InRange(Accuracy(), .9, 1);
    }

    [Fact]
    public void Gelu_and_its_derivative_are_those_of_the_normal_distribution()
    {
        var x = Enumerable.Range(-120, 241).Select(i => i / 20f).Append(-30f).Append(30f).ToArray();
        float[] values = [.. x], gradient = [.. x.Select(_ => 2f)];
        Gelu.Apply(values);
        Gelu.Backward(x, gradient);
        for (var i = 0; i < x.Length; i++)
        {
            var (cumulative, density) = (MathNet.Numerics.Distributions.Normal.CDF(0, 1, x[i]), MathNet.Numerics.Distributions.Normal.PDF(0, 1, x[i]));
            Assert.Equal(x[i] * cumulative, values[i], 2e-6);
            Assert.Equal(2 * (cumulative + (x[i] * density)), gradient[i], 2e-6);
        }
    }

    [Fact]
    public void Parameters_are_weights_and_biases_of_both_projections()
    {
        Assert.Equal(2 * 201 * 64, new CrossModalProjection(200, 200, null, new RandomStream(1, "p")).ParameterCount);
        Assert.Equal(1 + (3 * 4) + (6 * 4), new CrossModalProjection(2, 5, new ProjectionOptions { Width = 4, Length = EmbeddingLength.Learned }, new RandomStream(1, "p")).ParameterCount);
    }

    [Fact]
    public void Embeddings_of_learned_length_have_one_length()
    {
        var projection = new CrossModalProjection(4, 4, new ProjectionOptions { Width = 5, Length = EmbeddingLength.Learned }, new RandomStream(1, "p"));
        var embeddings = projection.EmbedFirst(Gaussian(12, 1));
        Assert.All(embeddings.Chunk(5), vector => Assert.Equal(1 / .07, vector.Sum(value => value * value), 1e-3));
    }

    [Fact]
    public void Retrieval_counts_queries_whose_class_is_among_the_nearest()
    {
        float[] gallery = [1, 0, 0, 1, -1, 0];
        Assert.Equal(1, RetrievalAccuracy.Of(gallery, [1, 2, 3], gallery, [1, 2, 3]));
        Assert.Equal(1.0 / 3, RetrievalAccuracy.Of(gallery, [1, 3, 2], gallery, [1, 2, 3]));
        Assert.Equal(.5, RetrievalAccuracy.Of([1, .5f, -1, 0], [2, 3], gallery, [1, 2, 3]));
        Assert.Equal(1, RetrievalAccuracy.Of([1, .5f, -1, 0], [2, 3], gallery, [1, 2, 3], top: 2));
        Assert.Equal(1, RetrievalAccuracy.Of([0, 0], [3], gallery, [1, 2, 3], top: 9));

        // Of random embeddings, one class in ten is found by chance.
        var random = Gaussian(2000 * 8, 7);
        int[] labels = [.. Enumerable.Range(0, 1000).Select(i => i % 10)];
        Assert.Equal(.1, RetrievalAccuracy.Of(random.AsSpan(0, 8000), labels, random.AsSpan(8000), labels), 3 * Math.Sqrt(.09 / 1000));
    }

    [Fact]
    public void Features_are_brought_to_mean_0_and_deviation_1()
    {
        float[] features = [1, 7, 3, 7, 5, 7];
        var scaling = FeatureScaling.Fit(features, 2);
        var scaled = scaling.Apply(features);
        Assert.Equal([-Math.Sqrt(1.5), 0, 0, 0, Math.Sqrt(1.5), 0], scaled.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0, scaling.Factors[1]);
    }

    [Fact]
    public void Wrong_sizes_are_named()
    {
        var projection = new CrossModalProjection(4, 3, new ProjectionOptions { Width = 2 }, new RandomStream(1, "p"));
        Assert.Contains("need 8 features of a kind; got 6", Assert.Throws<ArgumentException>(() => projection.Learn(new PairBatch(new float[6], new float[6], [0, 1]), new InfoNceLoss())).Message);
        Assert.Contains("5 features are not whole recordings of 4", Assert.Throws<ArgumentException>(() => projection.EmbedFirst(new float[5])).Message);
        Assert.Contains("not embeddings of one width", Assert.Throws<ArgumentException>(() => RetrievalAccuracy.Of(new float[4], [0, 1], new float[3], [0])).Message);
        Assert.Contains("LearningRate must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new CrossModalProjection(1, 1, new ProjectionOptions { LearningRate = 0 }, new RandomStream(1, "p"))).Message);
        Assert.Contains("0 features are not whole recordings", Assert.Throws<ArgumentException>(() => FeatureScaling.Fit([], 2)).Message);
    }

    private static float[] Gaussian(int count, int seed)
    {
        var numbers = new float[count];
        new RandomStream(seed, "gaussian").FillGaussian(numbers, 0, 1);
        return numbers;
    }
}
