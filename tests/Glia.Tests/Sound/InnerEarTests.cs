using Glia.Formats;
using Glia.Sound;
using Glia.Tests.Formats;

namespace Glia.Tests.Sound;

public sealed class InnerEarTests
{
    private const int Rate = 16_000;

    [Fact]
    public void A_tone_excites_the_channels_around_its_frequency()
    {
        var ear = new InnerEar(new InnerEarOptions(), Rate);
        var frames = new float[ear.FramesOf(Rate) * ear.Channels];
        ear.HairCells(Tone(1000, Rate), frames);
        var last = frames.AsSpan(frames.Length - ear.Channels).ToArray();
        Assert.Equal(1000, ear.Centres[Array.IndexOf(last, last.Max())], 40.0);
    }

    [Fact]
    public void Hair_cells_are_the_mean_of_the_compressed_rectified_filters()
    {
        var options = new InnerEarOptions { Channels = 11, Level = 0.5 };
        var (ear, sound) = (new InnerEar(options, 22_050), Tone(500, 3000));
        var frames = new float[ear.FramesOf(sound.Length) * 11];
        ear.HairCells(sound, frames);
        var filtered = new float[sound.Length * 11];
        var scale = 0.5 / Math.Sqrt(sound.Average(value => (double)value * value));
        new GammatoneFilterBank(22_050, [.. ear.Centres]).Filter(sound, filtered);
        for (var frame = 0; frame < frames.Length / 11; frame++)
        {
            var (from, to) = ((int)(frame * 22.05), (int)((frame + 1) * 22.05));
            for (var channel = 0; channel < 11; channel++)
            {
                var expected = Enumerable.Range(from, to - from).Average(n => Math.Pow(Math.Max(0, filtered[(n * 11) + channel] * scale), 0.3));
                Assert.Equal(expected, frames[(frame * 11) + channel], 2e-3);
            }
        }
    }

    [Fact]
    public void Loud_and_soft_sounds_give_the_same_spikes_and_silence_none()
    {
        var ear = new InnerEar(new InnerEarOptions(), Rate);
        var loud = ear.Hear(Word());
        var soft = ear.Hear(Array.ConvertAll(Word(), sample => sample / 64));
        Assert.Equal(loud.Times.ToArray(), soft.Times.ToArray());
        Assert.Equal(loud.Units.ToArray(), soft.Units.ToArray());
        Assert.True(loud.Count > 100);
        Assert.Equal(0, ear.Hear(new float[Rate]).Count);
    }

    [Fact]
    public void No_neuron_fires_within_its_refractory_time_and_onsets_are_marked_most()
    {
        var spikes = new InnerEar(new InnerEarOptions { Channels = 700 }, Rate).Hear(Word());
        Assert.All(spikes.ByUnit(), times => Assert.All(Glia.Spikes.SpikeStatistics.InterspikeIntervals(times.Span), interval => Assert.True(interval >= 2000)));
        // The tone begins at 200 ms and stays.
        Assert.True(spikes.SliceTime(195_000, 245_000).Count > 2 * spikes.SliceTime(345_000, 395_000).Count);
    }

    [Fact]
    public void Hair_cells_do_not_allocate()
    {
        var (ear, sound) = (new InnerEar(new InnerEarOptions(), Rate), Word());
        var frames = new float[ear.FramesOf(sound.Length) * ear.Channels];
        ear.HairCells(sound, frames);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ear.HairCells(sound, frames);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_real_spoken_digit_becomes_about_as_many_spikes_as_a_made_one()
    {
        var sound = WavFile.Read(SharedData.Path("fsdd", "recordings", "7_jackson_0.wav"));
        var spikes = new InnerEar(new InnerEarOptions(), sound.SampleRate).Hear(sound.Mono());
        var hearing = spikes.CountsByUnit().Count(count => count > 0);
        Assert.InRange(spikes.Count / spikes.Window.Seconds / hearing, 3, 40);
    }

    [Fact]
    public void Settings_and_sounds_that_can_not_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new InnerEar(new InnerEarOptions { Threshold = 0 }, Rate));
        Assert.Throws<ArgumentException>(() => new InnerEar(new InnerEarOptions { HighHertz = 10 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InnerEar(new InnerEarOptions(), 1000));
        Assert.Throws<ArgumentException>(() => new InnerEar(new InnerEarOptions(), Rate).Hear([float.NaN, 0]));
    }

    private static float[] Tone(double frequency, int samples) =>
        [.. Enumerable.Range(0, samples).Select(n => (float)Math.Sin(2 * Math.PI * frequency * n / Rate))];

    // A quarter of a second of silence, then a sum of tones that swells and ebbs.
    private static float[] Word() => [.. Enumerable.Range(0, Rate / 2).Select(n => n < Rate / 5 ? 0
        : (float)(Math.Sin(2 * Math.PI * 700 * n / Rate) + (0.5 * Math.Sin(2 * Math.PI * 1900 * n / Rate))))];
}
