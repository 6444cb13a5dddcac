using Glia.Data;
using Glia.Formats;
using Glia.Random;

namespace Glia.Studies.SnnDelays;

/// <summary>SHD and SSC, read from their files: 700 channels summed in fives, 10 ms a step from the first spike.</summary>
/// <remarks>Every sample has the same number of steps, so that no accuracy depends on what else is in its batch.</remarks>
internal static class HeidelbergFiles
{
    private const int UnitsPerChannel = 5;
    private const int ValidationShare = 10;

    /// <summary>The files of training and test; SHD has none for validation.</summary>
    public static IReadOnlyList<string> Digits { get; } = ["shd_train.h5", "shd_test.h5"];

    /// <summary>The files of training, validation and test.</summary>
    public static IReadOnlyList<string> Commands { get; } = ["ssc_train.h5", "ssc_valid.h5", "ssc_test.h5"];

    /// <summary>Reads SHD: 20 classes, 1.4 s; a tenth of the training samples, drawn at random, is kept for validation.</summary>
    /// <exception cref="GliaFormatException">A file is no such file, or has other classes.</exception>
    public static DataSplit LoadDigits(string folder, RandomStream random)
    {
        const int Classes = 20;
        var train = Read(folder, Digits[0], Classes);
        var order = random.Permutation(train.Count);
        var kept = Math.Max(1, train.Count / ValidationShare);
        SequenceSamples Binned(IEnumerable<LabelledSpikes> samples) => Bin([.. samples], Classes, 140);
        return new DataSplit(Binned(order.Skip(kept).Select(at => train[at])), Binned(order.Take(kept).Select(at => train[at])), Binned(Read(folder, Digits[1], Classes)));
    }

    /// <summary>Reads SSC: 35 classes, 1 s, with its own samples for validation.</summary>
    /// <exception cref="GliaFormatException">A file is no such file, or has other classes.</exception>
    public static DataSplit LoadCommands(string folder)
    {
        const int Classes = 35;
        SequenceSamples Part(int file) => Bin(Read(folder, Commands[file], Classes), Classes, 100);
        return new DataSplit(Part(0), Part(1), Part(2));
    }

    private static SequenceSamples Bin(IReadOnlyList<LabelledSpikes> samples, int classes, int steps) =>
        SequenceSamples.Of(samples, HeidelbergSpikesFile.ChannelCount / UnitsPerChannel, classes, steps, UnitsPerChannel);

    private static List<LabelledSpikes> Read(string folder, string name, int classes)
    {
        var path = Path.Combine(folder, name);
        using var file = HeidelbergSpikesFile.Open(path);
        return file.Labels.Any(label => label >= classes)
            ? throw new GliaFormatException(path, 0, $"/labels holds {file.Labels.Max()}; {name} has the classes 0 to {classes - 1}. Are files of SHD and SSC mixed up?")
            : [.. Enumerable.Range(0, file.Count).Select(at => new LabelledSpikes(file.Read(at), file.Labels[at], ""))];
    }
}
