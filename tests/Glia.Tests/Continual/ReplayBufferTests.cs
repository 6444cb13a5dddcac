using Glia.Continual;
using Glia.Random;
using MathNet.Numerics.Distributions;

namespace Glia.Tests.Continual;

public sealed class ReplayBufferTests
{
    [Fact]
    public void A_reservoir_keeps_every_sample_of_the_stream_with_the_same_probability() =>
        AssertUniform(stream: 40, capacity: 6, (samples, random) => Fill(new ReservoirBuffer(6), samples, random));

    [Fact]
    public void Balanced_memories_keep_every_sample_of_a_group_with_the_same_probability()
    {
        // Two tasks of 20, six places: three samples of each.
        AssertUniform(stream: 20, capacity: 3, (_, random) => Kept(new TaskBalancedBuffer(6), random, sample => sample.Task == 0));
        AssertUniform(stream: 20, capacity: 3, (_, random) => Kept(new TaskBalancedBuffer(6), random, sample => sample.Task == 1));

        static IEnumerable<int> Kept(IReplayBuffer buffer, RandomStream random, Func<SampleReference, bool> chosen)
        {
            Offer(buffer, Enumerable.Range(0, 40).Select(i => new SampleReference(i / 20, i % 20)), random);
            return Contents(buffer).Where(chosen).Select(sample => sample.Sample);
        }
    }

    [Fact]
    public void Tasks_and_classes_share_a_memory_evenly()
    {
        var random = new RandomStream(1, "buffers");
        var tasks = new TaskBalancedBuffer(10);
        Offer(tasks, Enumerable.Range(0, 300).Select(i => new SampleReference(i / 100, i % 100)), random);
        Assert.Equal([3, 3, 4], Contents(tasks).GroupBy(sample => sample.Task).Select(group => group.Count()).Order());

        // A class that is nine times as frequent gets no more room than others.
        var classes = new ClassBalancedBuffer(12);
        for (var i = 0; i < 600; i++)
        {
            classes.Offer(new SampleReference(0, i), i % 10 == 0 ? 1 : i % 10 == 1 ? 2 : 0, random);
        }

        Assert.Equal([4, 4, 4], Contents(classes).GroupBy(sample => Math.Min(sample.Sample % 10, 2)).Select(group => group.Count()));
    }

    [Fact]
    public void A_rare_group_that_has_only_few_samples_leaves_its_room_to_others()
    {
        var buffer = new TaskBalancedBuffer(10);
        Offer(buffer, Enumerable.Range(0, 50).Select(i => new SampleReference(0, i)).Concat([new(1, 0), new(1, 1)]), new RandomStream(1, "buffers"));
        Assert.Equal(10, buffer.Count);
        Assert.Equal(2, Contents(buffer).Count(sample => sample.Task == 1));
    }

    [Fact]
    public void A_ring_keeps_the_last_samples_of_each_task()
    {
        var buffer = new TaskRingBuffer(3);
        Offer(buffer, Enumerable.Range(0, 20).Select(i => new SampleReference(i / 10, i % 10)), new RandomStream(1, "buffers"));
        Assert.Equal(6, buffer.Count);
        Assert.Equal([7, 8, 9, 7, 8, 9], Contents(buffer).OrderBy(sample => sample.Task).ThenBy(sample => sample.Sample).Select(sample => sample.Sample));
    }

    [Fact]
    public void A_memory_of_nothing_is_refused()
    {
        Assert.All(
            new Func<object>[]
            {
                () => new ReservoirBuffer(0), () => new TaskRingBuffer(0), () => new ClassBalancedBuffer(-1), () => new TaskBalancedBuffer(0),
                () => new ExperienceReplay(new ReservoirBuffer(1)) { StoredPerStep = 0 }, () => new GradientEpisodicMemory(0), () => new AveragedGradientEpisodicMemory(0),
                () => new OrthogonalGradientDescent(0), () => new GradientProjectionMemory { SamplesPerTask = 0 },
            },
            make => Assert.Contains("at least 1 sample", Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal));
    }

    private static void AssertUniform(int stream, int capacity, Func<int, RandomStream, IEnumerable<int>> kept)
    {
        const int runs = 10_000;
        var counts = new int[stream];
        for (var run = 0; run < runs; run++)
        {
            foreach (var sample in kept(stream, new RandomStream(run, "reservoir")))
            {
                counts[sample]++;
            }
        }

        // Counts of one run are not independent, since exactly so many are kept: the variance of each is runs·p(1−p).
        var p = (double)capacity / stream;
        var statistic = counts.Sum(count => (count - (runs * p)) * (count - (runs * p)) / (runs * p * (1 - p))) * (stream - 1) / stream;
        Assert.Equal(runs * capacity, counts.Sum());
        Assert.InRange(statistic, 0, ChiSquared.InvCDF(stream - 1, .999));
    }

    private static IEnumerable<int> Fill(IReplayBuffer buffer, int samples, RandomStream random)
    {
        Offer(buffer, Enumerable.Range(0, samples).Select(i => new SampleReference(0, i)), random);
        return Contents(buffer).Select(sample => sample.Sample);
    }

    private static void Offer(IReplayBuffer buffer, IEnumerable<SampleReference> samples, RandomStream random)
    {
        foreach (var sample in samples)
        {
            buffer.Offer(sample, 0, random);
        }
    }

    private static IEnumerable<SampleReference> Contents(IReplayBuffer buffer) => Enumerable.Range(0, buffer.Count).Select(place => buffer[place]);
}
