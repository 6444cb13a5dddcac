using Glia.Continual;
using Glia.Data;
using Glia.Random;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>Images as the trials use them, read once a process and never changed, and the streams of tasks made of them.</summary>
internal sealed record TaskImages(SparseImages Train, SparseImages Test)
{
    private const int TestSamplesOfTwoDigits = 400;
    private static readonly Lazy<TaskImages> Embedded = new(() => Of(Mnist.Embedded));
    private static readonly Lazy<TaskImages> Clothes = new(() => Of(FashionMnist.Embedded));
    private static readonly Lazy<TaskImages> Full = new(() => DataCache.Default.Has(DataRegistry.Mnist)
        ? Of(Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist)))
        : throw new DataException("The option data=Full needs all of MNIST; get it with: glia data get mnist"));

    /// <summary>The stream of an arm.</summary>
    public static ContinualBenchmark Stream(RehearsalArm arm, PowerLawRehearsalOptions options, long seed)
    {
        var images = arm.Stream == TaskStream.PermutedClothes ? Clothes.Value : options.Data == MnistSource.Full ? Full.Value : Embedded.Value;
        var size = new BenchmarkSize
        {
            Tasks = arm.Tasks,
            SamplesPerTask = options.SamplesPerTask,
            TestSamples = options.TestSamples,
            ValidationSamples = options.ValidationSamples,
        };
        return arm.Stream switch
        {
            TaskStream.RotatedDigits => ContinualBenchmark.RotatedMnist(
                images.Train, images.Test, size, RotationAngles.Increasing(size.Tasks, new RandomStream(seed, "angles")), seed),
            TaskStream.SplitDigits => images.Split(size, TaskScenario.ClassIncremental, seed),
            TaskStream.SplitDigitsGivenTask => images.Split(size, TaskScenario.TaskIncremental, seed),
            _ => ContinualBenchmark.PermutedMnist(images.Train, images.Test, size, seed, identityFirst: true),
        };
    }

    // Split digits deal the images out to the tasks, so that no image serves twice.
    private ContinualBenchmark Split(BenchmarkSize size, TaskScenario scenario, long seed) => ContinualBenchmark.SplitMnist(
        Train,
        Test,
        size with
        {
            SamplesPerTask = Math.Min(size.SamplesPerTask, (Train.Count - size.ValidationSamples) / size.Tasks),
            TestSamples = Math.Min(size.TestSamples, TestSamplesOfTwoDigits),
        },
        scenario,
        seed);

    private static TaskImages Of(ImageDataSet set) => new(new SparseImages(set.Train), new SparseImages(set.Test));
}
