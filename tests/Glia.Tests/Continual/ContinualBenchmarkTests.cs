using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class ContinualBenchmarkTests
{
    private static readonly SparseImages Train = SyntheticDigits.Images(1000, "train");
    private static readonly SparseImages Test = SyntheticDigits.Images(200, "test");

    [Fact]
    public void A_permuted_pixel_comes_from_the_place_that_the_permutation_names()
    {
        var size = new BenchmarkSize { Tasks = 3, SamplesPerTask = 100, TestSamples = 200 };
        var benchmark = ContinualBenchmark.PermutedMnist(Train, Test, size, seed: 9);
        var order = new RandomStream(9, "images/train").Permutation(Train.Count);
        var (original, permuted) = (new float[64], new float[64]);
        for (var t = 0; t < 3; t++)
        {
            var p = new RandomStream(9, $"permutation/{t}").Permutation(64);
            Train.CopyTo(order[(t * 100) + 7], [], original);
            benchmark.Tasks[t].Train.CopyTo(7, permuted);
            Assert.Equal(p.Select(place => original[place]), permuted);
            Assert.Equal(Train.Label(order[(t * 100) + 7]), benchmark.Tasks[t].Train.Label(7));
        }

        Assert.Equal(3, benchmark.Tasks.Select(task => task.Fingerprint).Distinct().Count());
        Assert.All(benchmark.Tasks, task => Assert.Equal(64, task.Fingerprint.Length));
    }

    [Fact]
    public void The_first_task_can_keep_its_pixels()
    {
        var size = new BenchmarkSize { Tasks = 2, SamplesPerTask = 100, TestSamples = 200 };
        var task = ContinualBenchmark.PermutedMnist(Train, Test, size, seed: 9, identityFirst: true).Tasks[0];
        var (original, sample) = (new float[64], new float[64]);
        Train.CopyTo(new RandomStream(9, "images/train").Permutation(Train.Count)[0], [], original);
        task.Train.CopyTo(0, sample);
        Assert.Equal(original, sample);
        Assert.Equal("", task.Fingerprint);
    }

    [Fact]
    public void Images_that_do_not_suffice_serve_several_times_and_that_is_said()
    {
        var benchmark = ContinualBenchmark.PermutedMnist(Train, Test, new BenchmarkSize { Tasks = 3, SamplesPerTask = 800, TestSamples = 200, ValidationSamples = 200 }, 1);
        Assert.Equal(3, benchmark.ImageUses);
        Assert.All(benchmark.Tasks, task => Assert.Equal((800, 200), (task.Train.Count, task.Validation.Count)));
        var short1 = ContinualBenchmark.PermutedMnist(Train, Test, new BenchmarkSize { Tasks = 1, SamplesPerTask = 3000, TestSamples = 200 }, 1);
        Assert.Equal((3, 3000), (short1.ImageUses, short1.Tasks[0].Train.Count));
    }

    [Fact]
    public void Validation_images_are_never_trained_on()
    {
        // Each image gets a number of its own as its brightness pattern, so that it can be recognised.
        var pixels = new byte[200 * 8];
        for (var i = 0; i < 200; i++)
        {
            pixels[i * 8] = (byte)(i + 1);
        }

        var images = new SparseImages(pixels, new byte[200], 8);
        var task = ContinualBenchmark.PermutedMnist(images, images, new BenchmarkSize { Tasks = 1, SamplesPerTask = 150, TestSamples = 1, ValidationSamples = 50 }, 1, identityFirst: true).Tasks[0];
        Assert.Empty(Brightness(task.Train).Intersect(Brightness(task.Validation)));
        Assert.Equal(200, Brightness(task.Train).Union(Brightness(task.Validation)).Count());

        static IEnumerable<float> Brightness(TaskSamples samples)
        {
            var image = new float[8];
            for (var i = 0; i < samples.Count; i++)
            {
                samples.CopyTo(i, image);
                yield return image[0];
            }
        }
    }

    [Fact]
    public void Split_digits_keep_or_share_class_numbers_by_the_scenario()
    {
        var size = new BenchmarkSize { Tasks = 5, SamplesPerTask = 300, TestSamples = 40 };
        var incremental = ContinualBenchmark.SplitMnist(Train, Test, size, TaskScenario.ClassIncremental, 1);
        var domain = ContinualBenchmark.SplitMnist(Train, Test, size, TaskScenario.DomainIncremental, 1);
        Assert.Equal((10, 2), (incremental.Classes, domain.Classes));
        Assert.Equal([4, 5], Labels(incremental.Tasks[2].Train));
        Assert.Equal([0, 1], Labels(domain.Tasks[2].Test));

        static IEnumerable<int> Labels(TaskSamples samples) => Enumerable.Range(0, samples.Count).Select(samples.Label).Distinct().Order();
    }

    [Fact]
    public void Sizes_that_the_images_cannot_give_are_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => ContinualBenchmark.SplitMnist(Train, Test, new BenchmarkSize { Tasks = 3, TestSamples = 10 }, TaskScenario.ClassIncremental, 1));
        Assert.Contains("1, 2, 5 or 10 tasks work; got 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("200 test images", Assert.Throws<ArgumentException>(() => ContinualBenchmark.PermutedMnist(Train, Test, new BenchmarkSize(), 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ContinualBenchmark.PermutedMnist(Train, Test, new BenchmarkSize { TestSamples = 10, ValidationSamples = 1000 }, 1));
        Assert.Throws<ArgumentException>(() => new SparseImages(new byte[10], new byte[3], 4));
        Assert.Contains("these have 64", Assert.Throws<ArgumentException>(() => new TaskSamples(Train, [0], PixelMap.Permutation([1, 0]), [])).Message, StringComparison.Ordinal);
    }
}
