using Glia.Data;
using Glia.Formats;
using Glia.Random;

namespace Glia.Studies.SnnDelays;

/// <summary>The Spiking Heidelberg Digits, read from their files: 700 channels summed in fives, 10 ms a step from the first spike.</summary>
internal static class HeidelbergDigits
{
    private const int UnitsPerChannel = 5;
    private const int Steps = 140;
    private const int ValidationShare = 10;

    /// <summary>The files of training and test.</summary>
    public static IReadOnlyList<string> Files { get; } = ["shd_train.h5", "shd_test.h5"];

    /// <summary>Reads both files; a tenth of the training samples, drawn at random, is kept for validation.</summary>
    public static (SequenceSamples Train, SequenceSamples Validation, SequenceSamples Test) Load(string folder, RandomStream random)
    {
        var (train, test) = (Read(Path.Combine(folder, Files[0])), Read(Path.Combine(folder, Files[1])));
        var classes = 1 + train.Concat(test).Max(sample => sample.Label);
        var order = random.Permutation(train.Count);
        var kept = train.Count / ValidationShare;
        SequenceSamples Bin(IEnumerable<LabelledSpikes> samples) =>
            SequenceSamples.Of([.. samples], HeidelbergSpikesFile.ChannelCount / UnitsPerChannel, classes, Steps, UnitsPerChannel);
        return (Bin(order.Skip(kept).Select(at => train[at])), Bin(order.Take(kept).Select(at => train[at])), Bin(test));
    }

    private static List<LabelledSpikes> Read(string path)
    {
        using var file = HeidelbergSpikesFile.Open(path);
        return [.. Enumerable.Range(0, file.Count).Select(at => new LabelledSpikes(file.Read(at), file.Labels[at], ""))];
    }
}
