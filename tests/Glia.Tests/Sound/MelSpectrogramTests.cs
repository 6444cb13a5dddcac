using System.Numerics;
using Glia.Sound;

namespace Glia.Tests.Sound;

public sealed class MelSpectrogramTests
{
    [Fact]
    public void Mel_filters_are_triangles_of_height_one_that_meet_at_their_feet()
    {
        var bank = new MelFilterBank(16_000, 2048, 20, 100, 6000);
        var (energies, sums) = (new float[20], new float[1025]);
        for (var bin = 0; bin < 1025; bin++)
        {
            var spectrum = new float[1025];
            spectrum[bin] = 1;
            bank.Apply(spectrum, energies);
            sums[bin] = energies.Sum();
            Assert.True(energies.Count(energy => energy > 0) <= 2);
        }

        // Between the first and the last centre two neighbours add to one.
        var (first, last) = (Centre(1), Centre(20));
        Assert.All(Enumerable.Range(0, 1025).Where(bin => bin * 7.8125 > first && bin * 7.8125 < last), bin => Assert.Equal(1, sums[bin], 1e-4));
        Assert.Equal(999.99, MelFilterBank.ToMel(1000), 0.05);
        Assert.Equal(440, MelFilterBank.ToHertz(MelFilterBank.ToMel(440)), 9);
        double Centre(int i) => MelFilterBank.ToHertz(MelFilterBank.ToMel(100) + ((MelFilterBank.ToMel(6000) - MelFilterBank.ToMel(100)) * i / 21));
    }

    [Fact]
    public void Features_are_those_of_the_Fourier_sum_written_out()
    {
        var options = new MelSpectrogramOptions { FrameLength = 32, Hop = 10, Filters = 6, LowHertz = 100, HighHertz = 4000 };
        var sound = Enumerable.Range(0, 100).Select(n => MathF.Sin(0.7f * n) + (0.1f * (n % 5))).ToArray();
        var features = new MelSpectrogram(options).Compute(sound);
        Assert.Equal(11 * 6, features.Length);
        var bank = new MelFilterBank(8000, 32, 6, 100, 4000);
        for (var frame = 0; frame < 11; frame++)
        {
            var spectrum = Enumerable.Range(0, 17).Select(bin =>
            {
                var sum = Complex.Zero;
                for (var i = 0; i < 32; i++)
                {
                    var place = (frame * 10) - 16 + i;
                    place = place < 0 ? -place : place > 99 ? 198 - place : place;
                    sum += sound[place] * Math.Pow(Math.Sin(Math.PI * i / 32), 2) * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * i / 32);
                }

                return (float)(sum.Magnitude * sum.Magnitude);
            }).ToArray();
            var expected = new float[6];
            bank.Apply(spectrum, expected);
            Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(10 * Math.Log10(expected[i]), features[(frame * 6) + i], 1e-3));
        }
    }

    [Fact]
    public void A_second_of_Speech_Commands_has_101_frames_whose_upper_filters_hear_nothing()
    {
        var sound = Enumerable.Range(0, 16_000).Select(n => MathF.Sin(0.2f * n * n / 16_000)).ToArray();
        var features = new MelSpectrogram(new MelSpectrogramOptions()).Compute(Resampling.Resample(sound, 16_000, 8_000));
        Assert.Equal(101 * 140, features.Length);
        Assert.All(Enumerable.Range(0, 101), frame => Assert.Equal(-100, features[(frame * 140) + 139]));
        Assert.True(features.Max() > 10);
    }

    [Theory]
    [InlineData(16_000, 8_000)]
    [InlineData(22_050, 16_000)]
    [InlineData(8_000, 22_050)]
    public void A_tone_keeps_its_pitch_and_height_when_resampled(int from, int to)
    {
        float[] Tone(int rate) => [.. Enumerable.Range(0, rate / 5).Select(n => (float)Math.Sin(2 * Math.PI * 500 * n / rate))];
        var resampled = Resampling.Resample(Tone(from), from, to);
        Assert.Equal(to / 5, resampled.Length, 1.0);
        var expected = Tone(to);
        Assert.All(Enumerable.Range(to / 50, to / 8), n => Assert.Equal(expected[n], resampled[n], 0.02));
    }

    [Fact]
    public void What_lies_above_the_new_half_rate_is_taken_away()
    {
        var tone = Enumerable.Range(0, 16_000).Select(n => (float)Math.Sin(2 * Math.PI * 6000 * n / 16_000)).ToArray();
        Assert.True(Resampling.Resample(tone, 16_000, 8_000).Skip(100).SkipLast(100).Max(Math.Abs) < 0.01);
    }

    [Fact]
    public void Settings_and_sounds_that_can_not_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MelSpectrogram(new MelSpectrogramOptions { FrameLength = 100 }));
        Assert.Throws<ArgumentException>(() => new MelSpectrogram(new MelSpectrogramOptions()).Compute(new float[128]));
        Assert.Throws<ArgumentException>(() => new MelFilterBank(8000, 256, 0, 50, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampling.Resample([1], 0, 1));
    }
}
