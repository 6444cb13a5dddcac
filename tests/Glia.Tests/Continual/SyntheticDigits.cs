using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Continual;

/// <summary>Ten noisy prototypes of 64 pixels: enough to learn and to forget within milliseconds.</summary>
internal static class SyntheticDigits
{
    public const int Width = 64;

    public static SparseImages Images(int count, string name)
    {
        var prototypes = new RandomStream(11, "prototypes");
        var ink = Enumerable.Range(0, 10).Select(_ => Enumerable.Range(0, Width).Select(_ => prototypes.NextInt(4) == 0).ToArray()).ToArray();
        var random = new RandomStream(11, name);
        var pixels = new byte[count * Width];
        var labels = new byte[count];
        for (var n = 0; n < count; n++)
        {
            labels[n] = (byte)(n % 10);
            for (var i = 0; i < Width; i++)
            {
                pixels[(n * Width) + i] = ink[labels[n]][i] == (random.NextInt(10) > 0) ? (byte)(100 + random.NextInt(156)) : (byte)0;
            }
        }

        return new SparseImages(pixels, labels, Width);
    }

    /// <summary>A task that trains and is tested on all of some images as they are.</summary>
    public static ContinualTask Task(SparseImages images)
    {
        var all = Samples(images, Enumerable.Range(0, images.Count));
        return new ContinualTask("task", all, all, Samples(images, []), "");
    }

    public static TaskSamples Samples(SparseImages images, IEnumerable<int> indices) => new(images, indices, null, []);

    public static ContinualBenchmark Permuted(int tasks = 4, int samples = 400, int validation = 50) => ContinualBenchmark.PermutedMnist(
        Images(1000, "train"),
        Images(200, "test"),
        new BenchmarkSize { Tasks = tasks, SamplesPerTask = samples, TestSamples = 200, ValidationSamples = validation },
        seed: 3);
}
