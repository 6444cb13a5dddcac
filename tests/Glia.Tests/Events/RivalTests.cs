using System.Numerics.Tensors;
using Glia.Events;
using Glia.Random;

namespace Glia.Tests.Events;

public sealed class RivalTests
{
    [Fact]
    public void A_sample_of_patches_is_uniform_and_of_length_1()
    {
        var counts = new int[50];
        for (var seed = 0; seed < 2000; seed++)
        {
            var sample = new PatchSample(5, 2, new RandomStream(seed, "sample"));
            for (var i = 0; i < 50; i++)
            {
                sample.Add([MathF.Cos(0.03f * i) * 7, MathF.Sin(0.03f * i) * 7]);
            }

            Assert.Equal(5, sample.Count);
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(1, TensorPrimitives.Norm(sample[i]), 1e-6);
                counts[(int)MathF.Round(MathF.Atan2(sample[i][1], sample[i][0]) / 0.03f)]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 200 - 70, 200 + 70));
        Assert.Throws<ArgumentException>(() => new PatchSample(5, 2, new RandomStream(1, "x")).Add([0, 0]));
    }

    [Fact]
    public void K_means_finds_clusters_that_are_there_in_batches_and_on_line()
    {
        var sample = new PatchSample(3000, 9, new RandomStream(1, "sample"));
        var random = new RandomStream(1, "patches");
        var centres = Enumerable.Range(0, 4).Select(_ => { var centre = new float[9]; random.FillGaussian(centre, 0, 1); TensorPrimitives.Divide(centre, TensorPrimitives.Norm<float>(centre), centre); return centre; }).ToArray();
        var patch = new float[9];
        for (var i = 0; i < 3000; i++)
        {
            random.FillGaussian(patch, 0, 0.03f);
            TensorPrimitives.Add(patch, centres[i % 4], patch);
            sample.Add(patch);
        }

        var batch = PatchKMeans.Fit(sample, 4, new RandomStream(2, "k-means"));
        var onLine = PatchKMeans.Start(sample, 40, new RandomStream(2, "k-means"));
        for (var i = 0; i < sample.Count; i++)
        {
            onLine.Learn(sample[i]);
        }

        Assert.Equal(4, Enumerable.Range(0, 4).Select(i => batch.Assign(centres[i])).Distinct().Count());
        Assert.All(centres, centre => Assert.True(Distance(batch, centre) < 0.02));
        Assert.All(centres, centre => Assert.True(Distance(onLine, centre) < 0.15));

        static float Distance(PatchKMeans clusters, float[] centre)
        {
            var found = new float[9];
            clusters.CopyCentroid(clusters.Assign(centre), found);
            return TensorPrimitives.Distance<float>(found, centre);
        }
    }

    [Fact]
    public void On_line_centroids_are_means_of_their_patches_and_patches_go_to_the_nearest()
    {
        var sample = new PatchSample(1, 2, new RandomStream(1, "sample"));
        sample.Add([1, 0]);
        var clusters = PatchKMeans.Start(sample, 1, new RandomStream(1, "k-means"));
        clusters.Learn([0, 2]);
        clusters.Learn([3, 0]);
        var centroid = new float[2];
        clusters.CopyCentroid(0, centroid);
        Assert.Equal([2 / 3f, 1 / 3f], centroid, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Contains("5 clusters need", Assert.Throws<ArgumentException>(() => PatchKMeans.Fit(sample, 5, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);

        var random = new RandomStream(5, "patches");
        var many = new PatchSample(200, 6, random.Child("sample"));
        var patch = new float[6];
        for (var i = 0; i < 200; i++)
        {
            random.FillUniform(patch, 0, 1);
            many.Add(patch);
        }

        var fitted = PatchKMeans.Fit(many, 7, new RandomStream(5, "k-means"));
        var centroids = Enumerable.Range(0, 7).Select(k => { var c = new float[6]; fitted.CopyCentroid(k, c); return c; }).ToArray();
        for (var i = 0; i < 200; i++)
        {
            var unit = many[i].ToArray();
            Assert.Equal(Enumerable.Range(0, 7).MinBy(k => TensorPrimitives.Distance<float>(centroids[k], unit)), fitted.Assign(unit));
        }

        // Lloyd's fixed point: each centroid is the mean of the patches that belong to it.
        foreach (var group in Enumerable.Range(0, 200).GroupBy(i => fitted.Assign(many[i])))
        {
            for (var pixel = 0; pixel < 6; pixel++)
            {
                Assert.Equal(group.Average(i => many[i][pixel]), centroids[group.Key][pixel], 1e-5);
            }
        }
    }

    [Fact]
    public void A_linear_classifier_learns_lines_and_an_extreme_learning_machine_more()
    {
        var random = new RandomStream(1, "samples");
        var (samples, lines, rings) = (new float[600 * 2], new byte[600], new byte[600]);
        for (var i = 0; i < 600; i++)
        {
            random.FillGaussian(samples.AsSpan(2 * i, 2), 0, 1);
            var (x, y) = (samples[2 * i], samples[(2 * i) + 1]);
            (lines[i], rings[i]) = ((byte)(x + y > 0 ? 1 : 0), (byte)((x * x) + (y * y) > 1.4 ? 1 : 0));
        }

        Assert.True(RidgeClassifier.Fit(samples, lines, 2).Accuracy(samples, lines) > 0.97);
        Assert.True(RidgeClassifier.Fit(samples, rings, 2).Accuracy(samples, rings) < 0.65);
        var machine = new ExtremeLearningMachine(samples.AsSpan(0, 800), 2, 300, new RandomStream(1, "units"));
        var units = machine.Transform(samples);
        var classifier = RidgeClassifier.Fit(units.AsSpan(0, 400 * 300), rings.AsSpan(0, 400), 2, penalties: [1e-6, 1e-5, 1e-4, 1e-3]);
        Assert.True(classifier.Accuracy(units.AsSpan(400 * 300), rings.AsSpan(400)) > 0.93);
        Assert.Equal(machine.Transform(samples.AsSpan(10, 4)), units.AsSpan(5 * 300, 600).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(1, units.Chunk(300).Average(row => TensorPrimitives.Norm<float>(row)), 0.5);
    }

    [Fact]
    public void With_fewer_samples_than_features_the_fit_is_the_same_as_if_there_were_enough()
    {
        // Copies of all samples change neither the span nor the minimum, with as many times the penalty.
        var random = new RandomStream(3, "samples");
        var (samples, labels, news) = (new float[12 * 20], new byte[12], new float[50 * 20]);
        random.FillGaussian(samples, 0.2f, 1);
        random.FillGaussian(news, 0.2f, 1);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i / 2 % 3);
        }

        var few = RidgeClassifier.Fit(samples, labels, 3, folds: 2, penalties: [0.5]);
        var many = RidgeClassifier.Fit([.. samples, .. samples], [.. labels, .. labels], 3, folds: 2, penalties: [1]);
        Assert.All(news.Chunk(20), sample => Assert.Equal(many.Predict(sample), few.Predict(sample)));
        Assert.All(news.Chunk(20), sample => Assert.Equal(many.Outputs(sample), few.Outputs(sample), (a, b) => Math.Abs(a - b) < 1e-4));
    }

    [Fact]
    public void Samples_and_labels_that_do_not_fit_are_refused()
    {
        Assert.Contains("10 numbers and 3 labels", Assert.Throws<ArgumentException>(() => RidgeClassifier.Fit(new float[10], new byte[3], 2, folds: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 3 has the label 2", Assert.Throws<ArgumentException>(() => RidgeClassifier.Fit(new float[10], [0, 1, 0, 2, 1], 2, folds: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("3 features each; got 10", Assert.Throws<ArgumentException>(() => new ExtremeLearningMachine(new float[10], 3, 5, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        var classifier = RidgeClassifier.Fit([0, 1, 0, 1], [0, 1, 0, 1], 2, folds: 2);
        Assert.Contains("takes 1 features", Assert.Throws<ArgumentException>(() => classifier.Accuracy(new float[3], new byte[2])).Message, StringComparison.Ordinal);
    }
}
