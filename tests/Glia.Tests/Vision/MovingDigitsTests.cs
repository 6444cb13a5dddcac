using Glia.Data;
using Glia.Random;
using Glia.Vision;

namespace Glia.Tests.Vision;

public sealed class MovingDigitsTests
{
    private static readonly LabelledImages Digits = Mnist.Embedded.Test;

    [Fact]
    public void The_same_stream_films_the_same_clip()
    {
        var camera = new MovingDigits(Digits);
        Assert.Equal(camera.Film(3, new RandomStream(1, "a")), camera.Film(3, new RandomStream(1, "a")));
        Assert.NotEqual(camera.Film(3, new RandomStream(1, "a")), camera.Film(3, new RandomStream(2, "a")));
        Assert.Equal(8 * 40 * 40, camera.Film(3, new RandomStream(1, "a")).Length);
    }

    [Fact]
    public void Only_the_digit_moves_and_without_noise_the_background_stays()
    {
        var camera = new MovingDigits(Digits, new MovingDigitsOptions { NoiseDeviation = 0 });
        var still = new MovingDigits(Digits, new MovingDigitsOptions { NoiseDeviation = 0, StillShare = 1 });
        for (var clip = 0; clip < 20; clip++)
        {
            var film = camera.Film(clip, new RandomStream(clip, "motion"));
            var changed = Enumerable.Range(0, 1600).Count(pixel => film[pixel] != film[1600 + pixel]);
            Assert.InRange(changed, 1, 29 * 29 * 2);
            Assert.All(film, value => Assert.InRange(value, 0, 1));
            var standing = still.Film(clip, new RandomStream(clip, "motion"));
            Assert.Equal(standing[..1600], standing[(7 * 1600)..]);
        }
    }

    [Fact]
    public void The_digit_keeps_its_light_as_it_moves_and_stays_on_the_canvas()
    {
        var camera = new MovingDigits(Digits, new MovingDigitsOptions { NoiseDeviation = 0, BackgroundAmplitude = 0, Frames = 64, Canvas = 32 });
        var film = camera.Film(5, new RandomStream(5, "light"));
        var expected = Digits.Image(5).ToArray().Sum(pixel => pixel / 255.0);
        for (var frame = 0; frame < 64; frame++)
        {
            Assert.Equal(expected, film.AsSpan(frame * 1024, 1024).ToArray().Sum(value => (double)value), 1e-2);
        }
    }

    [Fact]
    public void A_digit_gives_way_to_another_on_the_same_way()
    {
        var camera = new MovingDigits(Digits);
        var (before, after) = (camera.Film(3, new RandomStream(1, "change")), camera.Film(4, new RandomStream(1, "change")));
        var changed = camera.Film(3, 4, 5, new RandomStream(1, "change"));
        Assert.Equal(before[..(5 * 1600)], changed[..(5 * 1600)]);
        Assert.Equal(after[(5 * 1600)..], changed[(5 * 1600)..]);
        Assert.Equal(before, camera.Film(3, 4, 8, new RandomStream(1, "change")));
        Assert.Contains("frame 0 to 8 of a film of 8; got 9", Assert.Throws<ArgumentOutOfRangeException>(() => camera.Film(3, 4, 9, new RandomStream(1, "change"))).Message);
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for()
    {
        var camera = new MovingDigits(Digits, new MovingDigitsOptions { NoiseDeviation = 0.1, StillShare = 1, Frames = 32 });
        var film = camera.Film(1, new RandomStream(1, "noise"));
        var differences = film.Skip(1600).Zip(film, (now, before) => (double)now - before).ToArray();
        Assert.Equal(0.1 * Math.Sqrt(2), Math.Sqrt(differences.Average(value => value * value)), 0.002);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Contains("at least 28", Assert.Throws<ArgumentOutOfRangeException>(() => new MovingDigits(Digits, new MovingDigitsOptions { Canvas = 20 })).Message);
        Assert.Contains("at least two frames", Assert.Throws<ArgumentOutOfRangeException>(() => new MovingDigits(Digits, new MovingDigitsOptions { Frames = 1 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingDigits(Digits, new MovingDigitsOptions { NoiseDeviation = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingDigits(Digits, new MovingDigitsOptions { StillShare = 1.5 }));
    }
}
