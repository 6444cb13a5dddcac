using System.Collections.Concurrent;
using Glia.Data;
using Glia.Formats;
using Glia.Sound;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Spoken digits as spikes, from what the options name.</summary>
/// <param name="Train">For training.</param>
/// <param name="Test">For the test.</param>
/// <param name="UnitsPerChannel">Neighbouring units that make one channel.</param>
internal sealed record SpokenSource(IReadOnlyList<LabelledSpikes> Train, IReadOnlyList<LabelledSpikes> Test, int UnitsPerChannel)
{
    // The embedded ear has 140 channels; neighbours make one of 70, near the 64 of the paper's cochlea.
    private const int EmbeddedUnitsPerChannel = 2;

    private static readonly InnerEarOptions Cochlea = new() { Channels = 64, LowHertz = 100, HighHertz = 3_600, Threshold = 0.03 };

    // Hearing and reading take longer than encoding; all trials of a process share them.
    private static readonly ConcurrentDictionary<string, Lazy<SpokenSource>> Known = new();

    public static SpokenSource Of(ZeroShotOptions options)
    {
        if (options.NtidigitsFile.Length > 0)
        {
            return Known.GetOrAdd(Path.GetFullPath(options.NtidigitsFile), file => new Lazy<SpokenSource>(() => Cochleagrams(file))).Value;
        }

        return options.FsddFolder.Length > 0
            ? Known.GetOrAdd(Path.GetFullPath(options.FsddFolder), folder => new Lazy<SpokenSource>(() => People(folder))).Value
            : Embedded(SpokenDigits.Load());
    }

    // In two languages; English comes first.
    private static SpokenSource Embedded(SpikeDataSet digits)
    {
        static LabelledSpikes[] English(IEnumerable<LabelledSpikes> part) => [.. part.Where(sample => sample.Label < DigitSplit.Digits)];
        return new SpokenSource(English(digits.Train), English(digits.Test), EmbeddedUnitsPerChannel);
    }

    // Recordings 5 to 9, kept for choosing elsewhere, are trained on too.
    private static SpokenSource People(string folder)
    {
        var digits = FreeSpokenDigits.Load(folder, Cochlea);
        return new SpokenSource([.. digits.Train, .. digits.Validation], digits.Test, 1);
    }

    private static SpokenSource Cochleagrams(string path)
    {
        using var file = NTidigitsFile.Open(path);
        LabelledSpikes[] Single(IEnumerable<NTidigitsSample> samples) =>
            [.. samples.Where(sample => sample.SingleDigit is not null).Select(sample => new LabelledSpikes(file.Read(sample), sample.SingleDigit!.Value, sample.Id))];
        return new SpokenSource(Single(file.Train), Single(file.Test), 1);
    }
}
