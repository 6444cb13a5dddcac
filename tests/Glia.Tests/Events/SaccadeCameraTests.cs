using Glia.Data;
using Glia.Events;
using Glia.Formats;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Events;

public sealed class SaccadeCameraTests
{
    private static readonly SaccadeOptions Ideal = new() { ThresholdDeviation = 0, NoiseHertz = 0, RefractoryMicroseconds = 0 };

    [Fact]
    public void The_path_is_a_triangle_that_begins_and_ends_each_side_at_rest()
    {
        var camera = new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera"));
        Assert.Equal((-3, -3), camera.Place(0));
        Assert.Equal((0, 3), camera.Place(100_000));
        Assert.Equal((0, 3), camera.Place(104_999));
        Assert.Equal((3, -3), camera.Place(210_000));
        Assert.Equal((-3, -3), camera.Place(314_999));
        Assert.Equal((-1.5, 0), camera.Place(50_000));
        Assert.True(camera.Place(1_000).X - -3 < 1e-4);
    }

    [Fact]
    public void Without_motion_and_noise_there_is_no_event_and_noise_has_its_rate()
    {
        var image = Digit(0);
        Assert.Equal(0, new SaccadeCamera(Ideal with { Amplitude = 0 }, new RandomStream(1, "camera")).Film(image, 28, new RandomStream(1, "film")).Count);
        var noisy = new SaccadeCamera(Ideal with { Amplitude = 0, NoiseHertz = 20 }, new RandomStream(1, "camera")).Film(image, 28, new RandomStream(1, "film"));
        var expected = 20 * 34 * 34 * 0.315;
        Assert.InRange(noisy.Count, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Events_count_the_change_of_the_logarithm_in_steps_of_the_threshold()
    {
        var image = Digit(3);
        var options = Ideal with { Threshold = 0.1 };
        var camera = new SaccadeCamera(options, new RandomStream(1, "camera"));
        var events = camera.Film(image, 28, new RandomStream(1, "film"));
        foreach (var until in new long[] { 40_000, 104_000, 160_000, 314_000 })
        {
            var counted = new double[34 * 34];
            var part = events.SliceTime(0, until + 1);
            for (var i = 0; i < part.Count; i++)
            {
                counted[(part.Y[i] * 34) + part.X[i]] += options.Threshold * ((2 * part.Polarities[i]) - 1);
            }

            var (before, now) = (Seen(image, camera.Place(0)), Seen(image, camera.Place(until)));
            for (var pixel = 0; pixel < counted.Length; pixel++)
            {
                Assert.InRange(now[pixel] - before[pixel] - counted[pixel], -options.Threshold - 1e-4, options.Threshold + 1e-4);
            }
        }
    }

    [Fact]
    public void An_event_comes_when_the_line_between_two_images_crosses_the_level()
    {
        // A single step: brightness goes straight from the first image to the last, so that the k-th event of a pixel is at k θ / change of the way.
        var options = Ideal with { SaccadeMicroseconds = 1000, RestMicroseconds = 0, StepMicroseconds = 1000, Threshold = 0.3, Sensor = new SensorSize(12, 12), Amplitude = 1 };
        var image = new float[16];
        Array.Fill(image, 1);
        var camera = new SaccadeCamera(options, new RandomStream(1, "camera"));
        var events = camera.Film(image, 4, new RandomStream(1, "film")).SliceTime(0, 1000);
        var change = Math.Log(1.1 / 0.1);
        var pixel = Enumerable.Range(0, events.Count).Where(i => (events.X[i], events.Y[i]) == (3, 3)).ToArray();
        // (3, 3) is lit from the corner (−1, −1) on and dark at (0, 1), for the image fills 4 to 7.
        Assert.Equal((int)(change / 0.3), pixel.Length);
        Assert.All(pixel, i => Assert.Equal(0, events.Polarities[i]));
        Assert.All(pixel.Select((i, k) => (Time: events.Times[i], K: k)), found => Assert.Equal(1000 * (found.K + 1) * 0.3 / change, found.Time, 1.0));
    }

    [Fact]
    public void After_an_event_a_pixel_is_blind_and_begins_anew()
    {
        var options = Ideal with { RefractoryMicroseconds = 7_000, Threshold = 0.05 };
        var events = new SaccadeCamera(options, new RandomStream(1, "camera")).Film(Digit(5), 28, new RandomStream(1, "film"));
        var last = new Dictionary<(short, short), long>();
        for (var i = 0; i < events.Count; i++)
        {
            var place = (events.X[i], events.Y[i]);
            Assert.True(!last.TryGetValue(place, out var before) || events.Times[i] >= before + 7_000);
            last[place] = events.Times[i];
        }

        Assert.True(events.Count < new SaccadeCamera(options with { RefractoryMicroseconds = 0 }, new RandomStream(1, "camera")).Film(Digit(5), 28, new RandomStream(1, "film")).Count);
    }

    [Fact]
    public void The_same_seed_gives_the_same_events_whatever_was_filmed_before()
    {
        var (first, second) = (new SaccadeCamera(new SaccadeOptions(), new RandomStream(7, "camera")), new SaccadeCamera(new SaccadeOptions(), new RandomStream(7, "camera")));
        second.Film(Digit(1), 28, new RandomStream(7, "other"));
        var (a, b) = (first.Film(Digit(2), 28, new RandomStream(7, "film")), second.Film(Digit(2), 28, new RandomStream(7, "film")));
        Assert.Equal(a.Times, b.Times);
        Assert.Equal(a.X, b.X);
        Assert.Equal(a.Polarities, b.Polarities);
        Assert.True(TimeOrdered(a));
        Assert.Equal((34, 34, 315_000), (a.Width, a.Height, a.Window.Length));
        Assert.NotEqual(a.Times.ToArray(), first.Film(Digit(2), 28, new RandomStream(8, "film")).Times.ToArray());
    }

    [Fact]
    public void Digits_have_about_as_many_events_as_those_of_N_MNIST()
    {
        var camera = new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera"));
        var counts = Enumerable.Range(0, 200).Select(index => camera.Film(Digit(index), 28, new RandomStream(index, "film")).Count).ToArray();
        Assert.InRange(counts.Average(), 3500, 4700);
    }

    [Fact]
    public void Wrong_images_and_options_are_named()
    {
        var camera = new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera"));
        Assert.Contains("at most 34 × 34", Assert.Throws<ArgumentException>(() => camera.Film(new float[35 * 2], 35, new RandomStream(1, "f"))).Message, StringComparison.Ordinal);
        Assert.Contains("in rows of 3", Assert.Throws<ArgumentException>(() => camera.Film(new float[4], 3, new RandomStream(1, "f"))).Message, StringComparison.Ordinal);
        Assert.Contains("pixel in row 1 that is not from 0 to 1", Assert.Throws<ArgumentException>(() => camera.Film([0, 1, 2, 0], 2, new RandomStream(1, "f"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SaccadeCamera(new SaccadeOptions { Sensor = new SensorSize(0, 34) }, new RandomStream(1, "c")));
        foreach (var (options, says) in new (SaccadeOptions, string)[]
        {
            (new SaccadeOptions { Threshold = 0 }, "Threshold must be positive"),
            (new SaccadeOptions { StepMicroseconds = 0 }, "StepMicroseconds must be positive"),
            (new SaccadeOptions { NoiseHertz = -1 }, "NoiseHertz must not be negative"),
            (new SaccadeOptions { ThresholdDeviation = 0.5 }, "differ by 0 to 0.3"),
        })
        {
            Assert.Contains(says, Assert.Throws<ArgumentOutOfRangeException>(() => new SaccadeCamera(options, new RandomStream(1, "c"))).Message, StringComparison.Ordinal);
        }
    }

    private static bool TimeOrdered(CameraEvents events)
    {
        for (var i = 1; i < events.Count; i++)
        {
            if (events.Times[i] < events.Times[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static float[] Digit(int index)
    {
        var image = new float[28 * 28];
        Mnist.Embedded.Train.CopyTo(index, image);
        return image;
    }

    // The logarithm of the brightness by bilinear interpolation, written plainly.
    private static double[] Seen(float[] image, (double X, double Y) place)
    {
        double At(int x, int y) => x is >= 0 and < 28 && y is >= 0 and < 28 ? image[(y * 28) + x] : 0;
        var seen = new double[34 * 34];
        for (var y = 0; y < 34; y++)
        {
            for (var x = 0; x < 34; x++)
            {
                var (left, top) = (x - 3 - place.X, y - 3 - place.Y);
                var (column, row) = ((int)Math.Floor(left), (int)Math.Floor(top));
                var (right, down) = (left - column, top - row);
                seen[(y * 34) + x] = Math.Log(0.1
                    + ((1 - down) * (((1 - right) * At(column, row)) + (right * At(column + 1, row))))
                    + (down * (((1 - right) * At(column, row + 1)) + (right * At(column + 1, row + 1)))));
            }
        }

        return seen;
    }
}
