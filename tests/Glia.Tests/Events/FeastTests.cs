using System.Numerics.Tensors;
using Glia.Data;
using Glia.Events;
using Glia.Formats;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Events;

public sealed class FeastTests
{
    private static readonly FeastOptions Few = new() { FeatureCount = 12, LearningRate = 0.01f };
    private static readonly TimeSurfaceOptions Patches = new() { PatchSize = 7 };

    [Fact]
    public void Any_number_of_threads_gives_the_same_features()
    {
        var (one, two) = (new Feast(Few, Patches, new RandomStream(1, "feast")), new Feast(Few, Patches, new RandomStream(1, "feast")));
        foreach (var index in Enumerable.Range(0, 5))
        {
            one.Learn(Film(index), threads: 1);
            two.Learn(Film(index), threads: 2);
        }

        Assert.All(one.Populations.Zip(two.Populations), pair => Assert.Equal(pair.First.Weights(), pair.Second.Weights()));
        Assert.All(one.Populations.Zip(two.Populations), pair => Assert.Equal(pair.First.Thresholds, pair.Second.Thresholds));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sensor_that_no_patch_fits_is_named_with_any_number_of_threads(int threads)
    {
        var small = CameraEvents.FromSorted([1], [0], [0], [1], 6, 6);
        var problem = Assert.Throws<ArgumentException>(() => new Feast(Few, Patches, new RandomStream(1, "feast")).Learn(small, threads));
        Assert.Contains("does not fit a sensor of 6 × 6", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Populations_learn_from_their_polarity_alone_and_a_recording_begins_with_an_empty_surface()
    {
        var events = Film(4);
        var feast = new Feast(Few, Patches, new RandomStream(1, "feast"));
        feast.Learn(events);
        feast.Learn(events);
        var plain = new FeastPopulation(49, Few, new RandomStream(1, "feast").Child("ON"));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var surface = new TimeSurface(34, 34, Patches);
            for (var i = 0; i < events.Count; i++)
            {
                if (events.Polarities[i] == 1 && surface.Observe(events.Times[i], events.X[i], events.Y[i], 1))
                {
                    plain.Learn(surface.Patch);
                }
            }
        }

        Assert.Equal(plain.Weights(), feast.Populations[1].Weights());
        Assert.Equal((double)feast.Populations.Sum(p => p.Misses) / feast.Populations.Sum(p => p.Misses + p.Hits), feast.MissRate);
    }

    [Fact]
    public void Feature_events_keep_place_and_time_and_number_features_over_populations()
    {
        var events = Film(2);
        var feast = new Feast(Few, Patches, new RandomStream(1, "feast"));
        var features = feast.Transform(events);
        var kept = Enumerable.Range(0, events.Count).Where(i => events.X[i] is >= 3 and < 31 && events.Y[i] is >= 3 and < 31).ToArray();
        Assert.Equal(kept.Select(i => events.Times[i]), features.Times.ToArray());
        Assert.Equal(kept.Select(i => (int)events.Polarities[i]), features.Features.ToArray().Select(feature => feature / 12));
        Assert.Equal((24, 34, 34), (features.FeatureCount, features.Width, features.Height));
        var histogram = features.Histogram(4);
        Assert.Equal((24 * 16, features.Count), (histogram.Length, histogram.Sum()));
        var cell = Enumerable.Range(0, features.Count).Count(i => features.Features[i] == 17 && features.Y[i] * 4 / 34 == 1 && features.X[i] * 4 / 34 == 2);
        Assert.Equal(cell, histogram[(17 * 16) + (1 * 4) + 2]);
        Assert.Equal(1, TensorPrimitives.Norm<float>(features.PooledHistogram(4)), 1e-5);
        Assert.Equal(0, FeatureEvents.Pooled(new int[5]).Sum());
    }

    [Fact]
    public void Merged_polarities_have_one_population()
    {
        var feast = new Feast(Few, Patches with { Polarity = SurfacePolarity.Merged, Border = SurfaceBorder.Pad }, new RandomStream(1, "feast"));
        var events = Film(1);
        feast.Learn(events, threads: 2);
        Assert.Equal(events.Count, feast.Transform(events).Count);
        Assert.Equal((1, 12), (feast.Populations.Count, feast.Transform(events).FeatureCount));
    }

    [Fact]
    public void Doubts_name_what_cannot_be_trusted()
    {
        var feast = new Feast(Few, Patches, new RandomStream(1, "feast"));
        Assert.Collection(
            feast.Doubts(),
            off => Assert.StartsWith("There was no OFF event", off, StringComparison.Ordinal),
            on => Assert.StartsWith("There was no ON event", on, StringComparison.Ordinal));
        feast.Learn(CameraEvents.FromSorted([1, 2], [10, 11], [10, 10], [1, 1], 34, 34));
        Assert.Collection(
            feast.Doubts(),
            off => Assert.StartsWith("There was no OFF event", off, StringComparison.Ordinal),
            on => Assert.Contains("2 of its 2 events had a patch to learn, and 12 features need at least 1,480", on, StringComparison.Ordinal));
        feast.Learn(CameraEvents.FromSorted([], [], [], [], 34, 34));
        for (var index = 0; index < 5; index++)
        {
            feast.Learn(Film(index));
        }

        Assert.Empty(feast.Doubts());
        // 10 N / P(win) of the paper's values.
        Assert.Equal(100_333, new FeastOptions().EventsToSettle, 1.0);
    }

    [Fact]
    public void Recordings_that_are_not_what_they_seem_are_doubted()
    {
        Assert.Equal(["The recording holds no event."], RecordingDoubts.Of(CameraEvents.FromSorted([], [], [], [], 3, 3)));
        Assert.Equal(["All events are ON."], RecordingDoubts.Of(CameraEvents.FromSorted([5], [0], [0], [1], 3, 3)));
        var digit = Film(3);
        Assert.Empty(RecordingDoubts.Of(digit));
        var times = Array.ConvertAll(digit.Times.ToArray(), time => time / 1000);
        Assert.Contains("more than pixels can make", Assert.Single(RecordingDoubts.Of(CameraEvents.FromSorted(times, digit.X, digit.Y, digit.Polarities, 34, 34))), StringComparison.Ordinal);
        Assert.Equal((2, 7), (RecordingDoubts.ActivePixels(CameraEvents.FromSorted([0, 7, 20], [1, 1, 2], [0, 0, 2], [1, 1, 0], 3, 3)), RecordingDoubts.MedianGap(CameraEvents.FromSorted([0, 7], [1, 1], [0, 0], [1, 1], 3, 3))));
    }

    [Fact]
    public void Features_survive_a_file_and_damaged_files_are_refused()
    {
        var feast = new Feast(Few, Patches with { Decay = SurfaceDecay.Linear }, new RandomStream(1, "feast"));
        feast.Learn(Film(0));
        var file = Path.GetTempFileName();
        try
        {
            var content = new MemoryStream();
            FeastFile.Write(feast, content);
            File.WriteAllBytes(file, content.ToArray());
            var read = FeastFile.Read(file);
            Assert.Equal((feast.Options with { InitialThreshold = null }, feast.Surface), (read.Options, read.Surface));
            Assert.Equal(feast.Transform(Film(7)).Features, read.Transform(Film(7)).Features);
            Assert.All(feast.Populations.Zip(read.Populations), pair => Assert.Equal(pair.First.Thresholds, pair.Second.Thresholds, (a, b) => Math.Abs(a - b) < 1e-6));
            foreach (var (from, to, says) in new[] { ("glia-feast-1", "glia-fooot-1", "whose note 'format'"), ("\"12\"", "\"13\"", "of shape [2, 13, 7, 7]"), ("Linear", "Leaner", "notes do not say"), ("decay", "decoy", "note 'decay' is missing") })
            {
                File.WriteAllBytes(file, Replaced(content.ToArray(), from, to));
                Assert.Contains(says, Assert.Throws<GliaFormatException>(() => FeastFile.Read(file)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }

        static byte[] Replaced(byte[] content, string from, string to)
        {
            var place = content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
            System.Text.Encoding.UTF8.GetBytes(to).CopyTo(content, place);
            return content;
        }
    }

    [Fact]
    public void Populations_that_do_not_fit_the_surfaces_are_refused()
    {
        var population = new FeastPopulation(49, Few, new RandomStream(1, "x"));
        Assert.Contains("need 2 populations", Assert.Throws<ArgumentException>(() => EventFeatures.Of(Film(0), Patches, population)).Message, StringComparison.Ordinal);
        Assert.Contains("patches of 121 pixels; got 12 features of 49", Assert.Throws<ArgumentException>(() => EventFeatures.Of(Film(0), new TimeSurfaceOptions(), population, population)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bouncing_ring_stays_on_the_field_and_has_its_share_of_noise()
    {
        var (events, isNoise) = BouncingRing.Film(2000, 0.3, new RandomStream(1, "ring"));
        Assert.Equal(100_000, events.Count);
        Assert.Equal(30_000, isNoise.Count(noise => noise), 500.0);
        Assert.DoesNotContain(true, BouncingRing.Film(10, 0, new RandomStream(1, "ring")).IsNoise);
        Assert.Throws<ArgumentOutOfRangeException>(() => BouncingRing.Film(10, 1.1, new RandomStream(1, "ring")));
    }

    private static CameraEvents Film(int index)
    {
        var image = new float[28 * 28];
        Mnist.Embedded.Train.CopyTo(index, image);
        return new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera")).Film(image, 28, new RandomStream(index, "film"));
    }
}
