using Glia.Continual;
using Glia.Data;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

/// <summary>Scenarios against straight loops over the bytes of the images: shared conventions, section 2.</summary>
public sealed class ScenarioTests
{
    private const int Rows = 5;
    private const int Columns = 7;
    private static readonly LabelledImages Images = Made(40, "train");
    private static readonly LabelledImages TestImages = Made(20, "test");
    private static readonly BenchmarkSize Size = new() { Tasks = 3, SamplesPerTask = 40, TestSamples = 20 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rotated_task_shows_each_image_turned_by_the_angle_of_the_task(bool isNormalised)
    {
        double[] angles = [0, 33, 180];
        var benchmark = ContinualBenchmark.RotatedMnist(Sparse(Images, isNormalised), Sparse(TestImages, isNormalised), Size, angles, 5);
        for (var t = 0; t < 3; t++)
        {
            var sources = PixelMap.Rotation(Rows, Columns, angles[t]).Sources;
            Same(benchmark.Tasks[t].Train, Images, "images/train", isNormalised, (image, j) => sources[j] < 0 ? (byte)0 : image[sources[j]], t * 40);
            Same(benchmark.Tasks[t].Test, TestImages, "images/test", isNormalised, (image, j) => sources[j] < 0 ? (byte)0 : image[sources[j]], 0);
        }

        Assert.Equal(TaskScenario.DomainIncremental, benchmark.Scenario);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_permuted_task_shows_all_images_in_the_same_order_of_pixels(bool isNormalised)
    {
        var benchmark = ContinualBenchmark.PermutedMnist(Sparse(Images, isNormalised), Sparse(TestImages, isNormalised), Size, 5);
        for (var t = 0; t < 3; t++)
        {
            var order = new RandomStream(5, $"permutation/{t}").Permutation(Rows * Columns);
            Same(benchmark.Tasks[t].Train, Images, "images/train", isNormalised, (image, j) => image[order[j]], t * 40);
            Same(benchmark.Tasks[t].Test, TestImages, "images/test", isNormalised, (image, j) => image[order[j]], 0);
        }
    }

    [Fact]
    public void Permutations_can_be_given()
    {
        PixelMap[] maps = [.. Enumerable.Range(0, 3).Select(t => PixelMap.Permutation(new RandomStream(9, $"mine/{t}").Permutation(Rows * Columns)))];
        var benchmark = ContinualBenchmark.PermutedMnistFrom(new SparseImages(Images), new SparseImages(TestImages), Size, maps, 5);
        Same(benchmark.Tasks[2].Train, Images, "images/train", false, (image, j) => image[maps[2].Sources[j]], 80);
        Assert.Equal(maps[1].Fingerprint, benchmark.Tasks[1].Fingerprint);
        Assert.Contains("3 tasks need as many permutations; got 2", Assert.Throws<ArgumentException>(
            () => ContinualBenchmark.PermutedMnistFrom(new SparseImages(Images), new SparseImages(TestImages), Size, maps[..2], 5)).Message, StringComparison.Ordinal);
        PixelMap[] wrong = [.. Enumerable.Repeat(PixelMap.Permutation([1, 0]), 3)];
        Assert.Contains("images of 2 pixels; these have 35", Assert.Throws<ArgumentException>(
            () => ContinualBenchmark.PermutedMnistFrom(new SparseImages(Images), new SparseImages(TestImages), Size, wrong, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_stay_black_around_the_image()
    {
        var padded = Images.Padded(2);
        Assert.Equal((Rows + 4, Columns + 4, Images.Count), (padded.Height, padded.Width, padded.Count));
        for (var image = 0; image < Images.Count; image++)
        {
            for (var y = 0; y < padded.Height; y++)
            {
                for (var x = 0; x < padded.Width; x++)
                {
                    var inside = y >= 2 && y < Rows + 2 && x >= 2 && x < Columns + 2;
                    Assert.Equal(inside ? Images.Image(image)[((y - 2) * Columns) + x - 2] : 0, padded.Image(image)[(y * padded.Width) + x]);
                }
            }
        }

        Assert.Equal(1024, new SparseImages(Mnist.Embedded.Train.Padded(2)).Width);
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Padded(-1));
    }

    [Theory]
    [InlineData(TaskScenario.DomainIncremental)]
    [InlineData(TaskScenario.ClassIncremental)]
    [InlineData(TaskScenario.TaskIncremental)]
    public void Split_classes_come_in_the_order_that_is_given(TaskScenario scenario)
    {
        int[] order = [3, 8, 1, 0, 9, 2, 7, 4, 6, 5];
        var size = new BenchmarkSize { Tasks = 5, SamplesPerTask = 8, TestSamples = 4 };
        var benchmark = ContinualBenchmark.SplitMnist(new SparseImages(Images), new SparseImages(TestImages), size, scenario, 5, order);
        var shared = scenario == TaskScenario.DomainIncremental;
        Assert.Equal(shared ? 2 : 10, benchmark.Classes);
        for (var t = 0; t < 5; t++)
        {
            int[] classes = order[(2 * t)..((2 * t) + 2)];
            int[] expected = shared ? [0, 1] : [.. classes.Order()];
            Assert.Equal(expected, Enumerable.Range(0, 8).Select(benchmark.Tasks[t].Train.Label).Distinct().Order());
            Assert.Equal(scenario == TaskScenario.TaskIncremental ? classes : [], benchmark.Tasks[t].Test.Outputs);
        }

        // Class 8 is the second of its task, class 0 the second of the next.
        var order0 = new RandomStream(5, "images/train").Permutation(Images.Count).Where(image => Images.Labels[image] is 3 or 8).ToArray();
        Assert.Equal(order0.Take(8).Select(image => shared ? (Images.Labels[image] == 8 ? 1 : 0) : Images.Labels[image]), Enumerable.Range(0, 8).Select(benchmark.Tasks[0].Train.Label));
    }

    [Fact]
    public void A_seed_shuffles_classes()
    {
        Assert.Equal(ContinualBenchmark.ShuffledClasses(3), ContinualBenchmark.ShuffledClasses(3));
        Assert.NotEqual(ContinualBenchmark.ShuffledClasses(3), ContinualBenchmark.ShuffledClasses(4));
        Assert.Equal(Enumerable.Range(0, 10), ContinualBenchmark.ShuffledClasses(3).Order());
    }

    [Fact]
    public void A_given_task_trains_and_asks_its_own_outputs_only()
    {
        var size = new BenchmarkSize { Tasks = 5, SamplesPerTask = 300, TestSamples = 40 };
        var (train, test) = (SyntheticDigits.Images(1000, "train"), SyntheticDigits.Images(200, "test"));
        var benchmark = ContinualBenchmark.SplitMnist(train, test, size, TaskScenario.TaskIncremental, 1);
        var network = new MultilayerPerceptron([64, 32, 10], new RandomStream(1, "init"));
        var before = network.Clone();
        var trainer = new ContinualTrainer(benchmark, network, new NaiveStrategy(), new ContinualTrainingOptions { BatchSize = 4 });
        Assert.Throws<InvalidOperationException>(() => trainer.Run(
            RehearsalSchedule.None.Plan(5, 300, new RandomStream(1, "plan")), new RandomStream(1, "training"), _ => throw new InvalidOperationException("stop after the first task")));
        var layer = network.Layers[^1];
        for (var output = 0; output < 10; output++)
        {
            var moved = Enumerable.Range(0, layer.Inputs + 1).Any(input =>
                network.Parameters[layer.WeightOffset + (input * layer.Stride) + output] != before.Parameters[layer.WeightOffset + (input * layer.Stride) + output]);
            Assert.Equal(output < 2, moved);
        }

        Assert.True(new ContinualEvaluation(network).Accuracy(benchmark.Tasks[0].Test) > .9);
        var whole = ContinualBenchmark.SplitMnist(train, test, size, TaskScenario.ClassIncremental, 1);
        Assert.True(new ContinualEvaluation(before).Accuracy(whole.Tasks[3].Test) < new ContinualEvaluation(before).Accuracy(benchmark.Tasks[3].Test) + 1e-9);
    }

    [Fact]
    public void Heads_make_forgetting_small_and_rehearsed_samples_train_the_head_of_their_own_task()
    {
        var size = new BenchmarkSize { Tasks = 5, SamplesPerTask = 300, TestSamples = 40 };
        var (train, test) = (SyntheticDigits.Images(1000, "train"), SyntheticDigits.Images(200, "test"));
        AccuracyMatrix Run(TaskScenario scenario, double fraction) => new ContinualTrainer(
                ContinualBenchmark.SplitMnist(train, test, size, scenario, 1), new MultilayerPerceptron([64, 32, 10], new RandomStream(1, "init")), new NaiveStrategy(), new ContinualTrainingOptions { BatchSize = 4 })
            .Run(new RehearsalSchedule(RecurrenceKernel.Uniform, fraction).Plan(5, 300, new RandomStream(1, "plan")), new RandomStream(1, "training")).Accuracy;
        var given = Run(TaskScenario.TaskIncremental, 0);
        Assert.True(given.Acc > Run(TaskScenario.ClassIncremental, 0).Acc + .3, $"{given.Acc}");
        Assert.True(Run(TaskScenario.TaskIncremental, .5).Acc >= given.Acc);
    }

    [Fact]
    public void Clothes_are_an_argument()
    {
        var (train, test) = (new SparseImages(FashionMnist.Embedded.Train), new SparseImages(FashionMnist.Embedded.Test));
        var split = ContinualBenchmark.SplitMnist(train, test, new BenchmarkSize { Tasks = 5, SamplesPerTask = 100, TestSamples = 100 }, TaskScenario.TaskIncremental, 1);
        Assert.Equal([8, 9], split.Tasks[4].Train.Outputs);
        var rotated = ContinualBenchmark.RotatedMnist(train, test, Size, [10, 20, 30], 1);
        Assert.Equal("rotation 3", rotated.Tasks[2].Name);
    }

    [Fact]
    public void Angles_rise_from_task_to_task_or_are_any_whole_degrees()
    {
        var rising = RotationAngles.Increasing(20, new RandomStream(1, "angles"));
        Assert.All(Enumerable.Range(0, 20), t => Assert.InRange(rising[t], t * 9, (t + 1) * 9));
        var any = RotationAngles.Any(20_000, new RandomStream(1, "angles"));
        Assert.All(any, angle => Assert.Equal(Math.Round(angle), angle));
        Assert.Equal((-180, 180), (any.Min(), any.Max()));
        Assert.Equal(361, any.Distinct().Count());
    }

    [Fact]
    public void Scenarios_that_make_no_sense_are_refused()
    {
        var (train, test) = (new SparseImages(Images), new SparseImages(TestImages));
        Assert.Contains("3 tasks need as many angles; got 2", Refused(() => ContinualBenchmark.RotatedMnist(train, test, Size, [1, 2], 1)), StringComparison.Ordinal);
        var flat = new SparseImages(Images.Pixels, Images.Labels, Rows * Columns);
        Assert.Contains("rows and columns must be known", Refused(() => ContinualBenchmark.RotatedMnist(flat, test, Size, [1, 2, 3], 1)), StringComparison.Ordinal);
        Assert.Contains("each of 0 … 9 once; got 0 0", Refused(() => ContinualBenchmark.SplitMnist(train, test, Size with { Tasks = 5 }, TaskScenario.ClassIncremental, 1, [0, 0])), StringComparison.Ordinal);
        Assert.Contains("standard deviation of brightness must be greater than 0", Refused(() => new PixelNormalization(0, 0)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelNormalization(float.NaN, 1));

        static string Refused(Func<object> make) => Assert.ThrowsAny<ArgumentException>(make).Message;
    }

    [Fact]
    public void Full_mnist_has_the_known_number_of_each_digit_in_its_tasks()
    {
        Assert.SkipUnless(DataCache.Default.Has(DataRegistry.Mnist), "needs all of MNIST: glia data get mnist");
        var digits = Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist));
        int[] known = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
        Assert.Equal(known, Enumerable.Range(0, 10).Select(digit => digits.Train.Labels.Count((byte)digit)));
        var all = ContinualBenchmark.PermutedMnist(new SparseImages(digits.Train), new SparseImages(digits.Test), new BenchmarkSize { Tasks = 2, SamplesPerTask = 60_000, TestSamples = 10_000 }, 1);
        Assert.All(all.Tasks, task => Assert.Equal(known, Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, task.Train.Count).Count(i => task.Train.Label(i) == digit))));
        Assert.Equal(.1307, digits.Train.Pixels.Average(pixel => pixel / 255.0), 4e-4);
    }

    private static SparseImages Sparse(LabelledImages images, bool isNormalised) =>
        isNormalised ? new SparseImages(images, PixelNormalization.Mnist) : new SparseImages(images);

    private static void Same(TaskSamples samples, LabelledImages images, string stream, bool isNormalised, Func<byte[], int, byte> pixel, int first)
    {
        var order = new RandomStream(5, stream).Permutation(images.Count);
        var input = new float[Rows * Columns];
        for (var i = 0; i < samples.Count; i++)
        {
            var image = order[(first + i) % order.Length];
            samples.CopyTo(i, input);
            Assert.Equal(images.Labels[image], samples.Label(i));
            for (var j = 0; j < input.Length; j++)
            {
                var brightness = pixel(images.Image(image).ToArray(), j) / 255f;
                Assert.Equal(isNormalised ? (brightness - .1307f) / .3081f : brightness, input[j]);
            }
        }
    }

    private static LabelledImages Made(int count, string name)
    {
        var random = new RandomStream(21, name);
        var pixels = new byte[count * Rows * Columns];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = random.NextInt(3) == 0 ? (byte)random.NextInt(256) : (byte)0;
        }

        return new LabelledImages(Rows, Columns, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
    }
}
