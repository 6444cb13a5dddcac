using Glia.Continual;
using Glia.Data;
using Glia.Random;
using Glia.Tests.Homeostasis;

namespace Glia.Tests.Continual;

public sealed class ConceptShiftStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(60)]
    public void An_epoch_has_as_many_swaps_as_asked_for_evenly_spread_and_each_image_once(int swaps)
    {
        var stream = Open(600, ShiftSchedule.Constant(swaps));
        for (var epoch = 0; epoch < 3; epoch++)
        {
            stream.StartEpoch();
            var seen = new List<int>();
            while (stream.NextBatch())
            {
                Assert.Equal(10, stream.Batch.Length);
                seen.AddRange(stream.Batch);
                Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, 10).Select(label => stream.Concept[label]).Order());
            }

            Assert.Equal(Enumerable.Range(0, 600), seen.Order());
            Assert.NotEqual(Enumerable.Range(0, 600), seen);
        }

        stream.StartEpoch();
        Assert.Equal(3 * swaps, stream.Swaps.Count);
        Assert.All(stream.Swaps, swap => Assert.NotEqual(swap.First, swap.Second));
        // At the first batch at or behind each multiple of 600/swaps; the last of an epoch with the next.
        var expected = Enumerable.Range(0, 3 * swaps).Select(k => (k / swaps * 600L) + (((k % swaps) + 1) * (600 / swaps) + 9) / 10 * 10);
        Assert.Equal(expected, stream.Swaps.Select(swap => swap.Sample));
    }

    [Fact]
    public void A_swap_at_the_end_of_an_epoch_takes_effect_with_the_next()
    {
        var stream = Open(600, ShiftSchedule.Constant(1));
        stream.StartEpoch();
        while (stream.NextBatch())
        {
        }

        Assert.Empty(stream.Swaps);
        stream.StartEpoch();
        Assert.Equal(600, Assert.Single(stream.Swaps).Sample);
    }

    [Fact]
    public void The_same_exchange_twice_changes_nothing_and_exchanges_add_up()
    {
        var concept = new ConceptMap(10);
        concept.Exchange(3, 8);
        concept.Exchange(8, 1);
        Assert.Equal((1, 3, 8), (concept[3], concept[8], concept[1]));
        concept.Exchange(8, 1);
        concept.Exchange(3, 8);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(label, concept[label]));
    }

    [Fact]
    public void Orders_do_not_depend_on_the_schedule_and_swaps_not_on_the_images()
    {
        var (calm, wild) = (Open(600, ShiftSchedule.Constant(0)), Open(600, ShiftSchedule.Constant(30)));
        calm.StartEpoch();
        wild.StartEpoch();
        while (calm.NextBatch() && wild.NextBatch())
        {
            Assert.Equal(calm.Batch.ToArray(), wild.Batch.ToArray());
        }

        Assert.Equal(wild.Swaps, Repeat().Swaps);

        ConceptShiftStream Repeat()
        {
            var again = Open(600, ShiftSchedule.Constant(30));
            again.StartEpoch();
            while (again.NextBatch())
            {
            }

            return again;
        }
    }

    [Fact]
    public void Every_pair_is_drawn_alike()
    {
        var stream = Open(600, ShiftSchedule.Constant(60));
        for (var epoch = 0; epoch < 151; epoch++)
        {
            stream.StartEpoch();
            while (stream.NextBatch())
            {
            }
        }

        // 45 pairs, 9,000 draws: 200 each, with a standard deviation of 14.
        var counts = stream.Swaps.Take(9000).GroupBy(swap => (Math.Min(swap.First, swap.Second), Math.Max(swap.First, swap.Second))).Select(group => group.Count()).ToList();
        Assert.Equal(45, counts.Count);
        Assert.All(counts, count => Assert.InRange(count, 140, 260));
    }

    [Fact]
    public void Seasons_follow_each_other()
    {
        var schedule = ShiftSchedule.Seasons(2, [0, 30]);
        Assert.Equal([0, 0, 30, 30, 0, 0], Enumerable.Range(0, 6).Select(schedule.SwapsIn));
        Assert.Equal(30, schedule.Most);
        var stream = Open(600, schedule);
        for (var epoch = 0; epoch < 5; epoch++)
        {
            stream.StartEpoch();
            while (stream.NextBatch())
            {
            }
        }

        Assert.Equal(60, stream.Swaps.Count);
        Assert.All(stream.Swaps, swap => Assert.InRange(swap.Sample, 1201, 2400));
    }

    [Fact]
    public void An_epoch_of_several_passes_takes_every_image_as_often_in_orders_of_their_own()
    {
        var stream = new ConceptShiftStream(Blobs.Make(105), ShiftSchedule.Constant(3), new RandomStream(1, "stream"), new ConceptShiftOptions { PassesPerEpoch = 2 });
        Assert.Equal(210, stream.SamplesPerEpoch);
        stream.StartEpoch();
        var seen = new List<int>();
        while (stream.NextBatch())
        {
            seen.AddRange(stream.Batch);
        }

        Assert.Equal(Enumerable.Range(0, 105), seen[..105].Order());
        Assert.Equal(Enumerable.Range(0, 105), seen[105..].Order());
        Assert.NotEqual(seen[..105], seen[105..]);
        Assert.Equal(2, stream.Swaps.Count);
    }

    [Fact]
    public void A_last_batch_may_be_short()
    {
        var stream = Open(25, ShiftSchedule.Constant(0));
        stream.StartEpoch();
        var sizes = new List<int>();
        while (stream.NextBatch())
        {
            sizes.Add(stream.Batch.Length);
        }

        Assert.Equal([10, 10, 5], sizes);
        Assert.False(stream.NextBatch());
    }

    [Fact]
    public void In_all_of_mnist_classes_from_five_on_are_a_little_less_than_half()
    {
        Assert.SkipUnless(DataCache.Default.Has(DataRegistry.Mnist), "needs all of MNIST: glia data get mnist");
        var labels = Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist)).Train.Labels;
        Assert.Equal((29_404, 60_000), (labels.Count(label => label >= 5), labels.Length));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("more swaps than batches of 10. Ask for at most 60", Assert.Throws<ArgumentException>(() => Open(600, ShiftSchedule.Constant(61))).Message);
        Assert.Contains("two classes", Assert.Throws<ArgumentOutOfRangeException>(() => new ConceptShiftStream(new SparseImages(new byte[4], new byte[2], 2), ShiftSchedule.Constant(0), new RandomStream(1, "x"))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShiftSchedule.Constant(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShiftSchedule.Seasons(0, [1]));
        Assert.Contains("at least one season", Assert.Throws<ArgumentException>(() => ShiftSchedule.Seasons(1, [])).Message);
        Assert.Contains("StartEpoch", Assert.Throws<InvalidOperationException>(() => Open(600, ShiftSchedule.Constant(0)).NextBatch()).Message);
        Assert.Contains("0 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => new ConceptMap(10).Exchange(3, 10)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConceptShiftStream(Blobs.Make(60), ShiftSchedule.Constant(0), new RandomStream(1, "x"), new ConceptShiftOptions { BatchSize = 0 }));
    }

    private static ConceptShiftStream Open(int images, ShiftSchedule schedule) => new(Blobs.Make(images), schedule, new RandomStream(1, "stream"));
}
