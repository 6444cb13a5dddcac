using Glia.Data;

namespace Glia.Tests.Data;

public sealed class SpokenDigitsTests
{
    private static readonly SpikeDataSet Digits = SpokenDigits.Load();

    [Fact]
    public void Twenty_classes_of_as_many_recordings_each_by_different_voices()
    {
        Assert.Equal((2880, 720, 960), (Digits.Train.Count, Digits.Validation.Count, Digits.Test.Count));
        foreach (var part in new[] { Digits.Train, Digits.Validation, Digits.Test })
        {
            Assert.Equal(Enumerable.Range(0, 20), part.Select(sample => sample.Label).Distinct().Order());
            Assert.Single(part.GroupBy(sample => sample.Label).Select(same => same.Count()).Distinct());
        }

        string[] Voices(IReadOnlyList<LabelledSpikes> part) => [.. part.Select(sample => sample.Speaker).Distinct()];
        Assert.Equal(12 + 3 + 4, Voices(Digits.Train).Concat(Voices(Digits.Validation)).Concat(Voices(Digits.Test)).Distinct().Count());
    }

    [Fact]
    public void There_are_about_ten_spikes_a_channel_and_second_and_no_recording_is_empty()
    {
        var all = Digits.Train.Concat(Digits.Validation).Concat(Digits.Test).Select(sample => sample.Spikes).ToArray();
        Assert.All(all, spikes => Assert.True(spikes.Count > 50));
        Assert.All(all, spikes => Assert.InRange(spikes.Window.Seconds, 0.1, 1.5));
        Assert.InRange(all.Sum(spikes => (double)spikes.Count) / all.Sum(spikes => spikes.Window.Seconds) / 140, 8, 12);
    }

    [Fact]
    public void The_digits_can_be_told_apart_across_voices_by_when_and_where_spikes_come_and_hardly_by_where_alone()
    {
        // The nearest class mean of normalised counts: in 20 bands alone, and in 20 bands × 8 parts of the word.
        Assert.InRange(NearestMean.Accuracy(Digits, 1), 0.2, 0.75);
        Assert.True(NearestMean.Accuracy(Digits, 8) > NearestMean.Accuracy(Digits, 1) + 0.05, $"{NearestMean.Accuracy(Digits, 8)} against {NearestMean.Accuracy(Digits, 1)}");
    }
}
