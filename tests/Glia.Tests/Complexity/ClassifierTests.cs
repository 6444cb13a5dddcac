using Glia.Complexity;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Complexity;

public sealed class ClassifierTests
{
    [Fact]
    public void The_nearest_mean_in_deviations_decides()
    {
        double[] values = [.. Enumerable.Range(0, 11).Select(i => (i - 5) * 0.1), .. Enumerable.Range(0, 11).Select(i => 10 + ((i - 5) * 1.0))];
        int[] labels = [.. Enumerable.Repeat(3, 11), .. Enumerable.Repeat(7, 11)];
        var decision = NearestMeanClassifier.Fit(values, labels);
        Assert.Equal((3, 7), (decision.Predict(0.5), decision.Predict(2)));
        Assert.Equal([0, 10], decision.Classes.Select(known => Math.Round(known.Mean, 9)));
        Assert.Equal(Math.Sqrt(11), decision.Classes[1].StandardDeviation, 9);

        // |10 − 0| / (0.33 + 3.32): 0.3 % of each class are expected on the wrong side.
        Assert.Equal(0.00306, decision.Overlap(0, 1), 5);
    }

    [Fact]
    public void Complexity_tells_bursts_of_equal_rate_apart()
    {
        var random = new RandomStream(5, "bursts");
        byte[][] trains = [.. Enumerable.Range(0, 60).Select(i =>
        {
            var train = new byte[1000];
            new MarkovTrains(0.1, i % 2 == 0 ? 0.1 : 0.8).Fill(train, random);
            return train;
        })];
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 2)];
        var classifier = ComplexityClassifier.Fit(trains[..40], labels[..40]);
        Assert.InRange(Enumerable.Range(40, 20).Count(i => classifier.Predict(trains[i]) == labels[i]), 19, 20);
        Assert.InRange(classifier.Overlap(0, 1), 0, 0.01);
    }

    [Fact]
    public void Too_few_trains_and_unequal_lengths_are_refused()
    {
        Assert.Contains("at least 10", Assert.Throws<ArgumentException>(() => ComplexityClassifier.Fit([[0], [1]], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("Train 1 has 2 steps", Assert.Throws<ArgumentException>(() => ComplexityClassifier.Fit([[0], [1, 0]], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("two classes", Assert.Throws<ArgumentException>(() => NearestMeanClassifier.Fit([1, 2], [0, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logistic_regression_meets_the_closed_form_of_normal_classes()
    {
        // Two normal classes of unit variance at ±1: the log odds are 2x, so that of the scaled number 2·√2, and the share of errors Φ(−1) = 0.159.
        var random = new RandomStream(9, "normal");
        int[] labels = [.. Enumerable.Range(0, 20_000).Select(i => i % 2)];
        double[][] samples = [.. labels.Select(label => new[] { (2 * label) - 1 + random.NextGaussian(), random.NextGaussian() })];
        var regression = LogisticRegression.Fit(samples, labels, ridge: 0);
        Assert.InRange(regression.Weights[0], 2.83 - 0.12, 2.83 + 0.12);
        Assert.InRange(regression.Weights[1], -0.1, 0.1);
        Assert.InRange(samples.Select((sample, i) => regression.Predict(sample) == labels[i] ? 1.0 : 0).Average(), 0.83, 0.85);
    }

    [Fact]
    public void Samples_without_labels_are_refused() => Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([[1.0]], [2]));
}
