using Glia.Events;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Events;

public sealed class TimeSurfaceTests
{
    [Theory]
    [InlineData(1, SurfaceDecay.Exponential, SurfaceBorder.Skip, SurfacePolarity.Separate)]
    [InlineData(3, SurfaceDecay.Exponential, SurfaceBorder.Pad, SurfacePolarity.Separate)]
    [InlineData(7, SurfaceDecay.Linear, SurfaceBorder.Pad, SurfacePolarity.Merged)]
    [InlineData(9, SurfaceDecay.Exponential, SurfaceBorder.Skip, SurfacePolarity.Merged)]
    [InlineData(11, SurfaceDecay.Exponential, SurfaceBorder.Pad, SurfacePolarity.Separate)]
    [InlineData(13, SurfaceDecay.Linear, SurfaceBorder.Skip, SurfacePolarity.Separate)]
    public void Patches_are_those_of_the_definition(int size, SurfaceDecay decay, SurfaceBorder border, SurfacePolarity polarity)
    {
        const int width = 17, height = 15;
        var options = new TimeSurfaceOptions { PatchSize = size, TauMicroseconds = 700, Decay = decay, Border = border, Polarity = polarity };
        var surface = new TimeSurface(width, height, options);
        var random = new RandomStream(1, "events");
        var last = new Dictionary<(int X, int Y), (long Time, int Sign)>();
        long time = -5000;
        for (var i = 0; i < 3000; i++)
        {
            time += random.NextInt(20);
            var (x, y, p) = (random.NextInt(width), random.NextInt(height), random.NextInt(2));
            last[(x, y)] = (time, polarity == SurfacePolarity.Merged ? (2 * p) - 1 : 1);
            var margin = size / 2;
            var fits = x >= margin && y >= margin && x < width - margin && y < height - margin;
            Assert.Equal(border == SurfaceBorder.Pad || fits, surface.Observe(time, x, y, p));
            if (border == SurfaceBorder.Skip && !fits)
            {
                continue;
            }

            var patch = surface.Patch;
            for (var pixel = 0; pixel < patch.Length; pixel++)
            {
                var known = last.TryGetValue((x + (pixel % size) - margin, y + (pixel / size) - margin), out var there);
                var age = known ? (time - there.Time) / 700.0 : 0;
                var trace = !known ? 0 : decay == SurfaceDecay.Linear ? Math.Max(0, 1 - age) : Math.Exp(-age);
                Assert.Equal(known ? there.Sign * trace : 0, patch[pixel], (2e-6 * trace) + (decay == SurfaceDecay.Linear ? 1e-7 : 3e-9));
            }

            Assert.Equal(1f, Math.Abs(patch[patch.Length / 2]));
        }
    }

    [Fact]
    public unsafe void Exponentials_are_right_to_a_millionth_over_their_whole_range()
    {
        var values = stackalloc float[64];
        for (var first = 0.0; first < 25; first += 0.01)
        {
            for (var i = 0; i < 32; i++)
            {
                values[i] = (float)((first + (i * 0.0003)) * 1000);
            }

            SurfaceTrace.Exponential(values, 32, 1000);
            for (var i = 0; i < 32; i++)
            {
                var age = (float)((first + (i * 0.0003)) * 1000) / 1000.0;
                Assert.Equal(age > SurfaceTrace.Longest ? 0 : Math.Exp(-age), values[i], (age > 19.99 ? 3e-9 : 0) + (2e-6 * Math.Exp(-age)));
            }
        }
    }

    [Fact]
    public void Adding_a_constant_to_all_times_or_scaling_times_and_tau_changes_no_bit()
    {
        static float[] Patches(long offset, int scale)
        {
            var surface = new TimeSurface(20, 20, new TimeSurfaceOptions { PatchSize = 5, TauMicroseconds = 1024 * scale });
            var (random, patches) = (new RandomStream(3, "shift"), new List<float>());
            long time = 0;
            for (var i = 0; i < 2000; i++)
            {
                time += random.NextInt(50);
                if (surface.Observe((time * scale) + offset, random.NextInt(20), random.NextInt(20), 1))
                {
                    patches.AddRange(surface.Patch);
                }
            }

            return [.. patches];
        }

        var usual = Patches(0, 1);
        Assert.Equal(usual, Patches(1_700_000_000_000_000, 1));
        Assert.Equal(usual, Patches(-TimeWindow.Limit + 1, 1));
        Assert.Equal(usual, Patches(0, 4));
    }

    [Fact]
    public void Events_at_one_time_and_pixel_are_allowed_and_a_cleared_surface_knows_nothing()
    {
        var surface = new TimeSurface(3, 3, new TimeSurfaceOptions { PatchSize = 3 });
        Assert.True(surface.Observe(5, 1, 1, 0));
        Assert.True(surface.Observe(5, 1, 1, 1));
        Assert.False(surface.Observe(5, 0, 1, 1));
        Assert.True(surface.Observe(5, 1, 1, 1));
        Assert.Equal([0, 0, 0, 1, 1, 0, 0, 0, 0], surface.Patch.ToArray());
        surface.Clear();
        Assert.True(surface.Observe(-9, 1, 1, 1));
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0], surface.Patch.ToArray());
    }

    [Theory]
    [InlineData(9, 1, 1, 0, "The event at 9 µs comes after one at 10 µs")]
    [InlineData(10, 5, 1, 0, "at x 5, y 1, not on the sensor of 5 × 4")]
    [InlineData(10, 1, -1, 0, "at x 1, y -1")]
    [InlineData(10, 1, 1, 2, "has the polarity 2; it must be 0 (OFF) or 1 (ON)")]
    public void A_wrong_event_is_named(long time, int x, int y, int polarity, string says)
    {
        var surface = new TimeSurface(5, 4, new TimeSurfaceOptions { PatchSize = 3 });
        surface.Observe(10, 0, 0, 1);
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => surface.Observe(time, x, y, polarity)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sensors_and_options_are_named()
    {
        Assert.Contains("got 0 × 5", Assert.Throws<ArgumentException>(() => new TimeSurface(0, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("does not fit a sensor of 8 × 30", Assert.Throws<ArgumentException>(() => new TimeSurface(8, 30)).Message, StringComparison.Ordinal);
        _ = new TimeSurface(8, 30, new TimeSurfaceOptions { Border = SurfaceBorder.Pad });
        Assert.Contains("odd number of rows", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSurface(30, 30, new TimeSurfaceOptions { PatchSize = 10 })).Message, StringComparison.Ordinal);
        foreach (var tau in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Contains("must be positive", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSurface(30, 30, new TimeSurfaceOptions { TauMicroseconds = tau })).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Patches_of_a_recording_are_those_of_its_polarity()
    {
        var events = CameraEvents.FromSorted([1, 2, 3, 4], [1, 0, 1, 1], [1, 1, 1, 2], [1, 0, 0, 1], 3, 4);
        var surface = new TimeSurface(3, 4, new TimeSurfaceOptions { PatchSize = 3 });
        static List<int> Indices(EventPatches patches)
        {
            var indices = new List<int>();
            while (patches.MoveNext())
            {
                indices.Add(patches.Index);
            }

            Assert.False(patches.MoveNext());
            return indices;
        }

        Assert.Equal([0, 3], Indices(new EventPatches(events, surface, 1)));
        Assert.Equal([2], Indices(new EventPatches(events, surface, 0)));
        Assert.Equal([0, 2, 3], Indices(new EventPatches(events, surface)));
        Assert.Contains("3 × 4 pixels, the recording of 5 × 5", Assert.Throws<ArgumentException>(() => new EventPatches(CameraEvents.FromSorted([], [], [], [], 5, 5), surface)).Message, StringComparison.Ordinal);
    }
}
