using Glia.Data;
using Glia.Spikes;

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
        Assert.InRange(Accuracy(1), 0.2, 0.75);
        Assert.True(Accuracy(8) > Accuracy(1) + 0.05, $"{Accuracy(8)} against {Accuracy(1)}");
    }

    private static double Accuracy(int parts)
    {
        var means = Digits.Train.GroupBy(sample => sample.Label).OrderBy(same => same.Key).Select(same => Mean(same.Select(sample => Features(sample.Spikes, parts)))).ToArray();
        return Digits.Test.Average(sample =>
        {
            var features = Features(sample.Spikes, parts);
            var nearest = Enumerable.Range(0, 20).MinBy(label => means[label].Zip(features, (a, b) => (a - b) * (a - b)).Sum());
            return nearest == sample.Label ? 1.0 : 0;
        });
    }

    private static double[] Mean(IEnumerable<double[]> rows)
    {
        var all = rows.ToArray();
        return [.. Enumerable.Range(0, all[0].Length).Select(i => all.Average(row => row[i]))];
    }

    private static double[] Features(SpikeTrains spikes, int parts)
    {
        var binning = new EventBinning { StepMicroseconds = (spikes.Window.Length / parts) + 1, UnitsPerChannel = 7 };
        var counts = Array.ConvertAll(binning.Bin(spikes, parts).Values, count => Math.Sqrt(count));
        var length = Math.Sqrt(counts.Sum(value => value * value));
        return Array.ConvertAll(counts, value => value / length);
    }
}
