using System.Collections.Concurrent;
using Glia.Data;
using Glia.Sound;

namespace Glia.Studies.SnnDelays;

/// <summary>Digits as spikes of 140 channels: those of espeak-ng, which Glia carries, and those of people.</summary>
internal static class DigitSpikes
{
    private const int LongestSteps = 100;

    // Hearing 3,000 recordings takes longer than binning them; all trials of a process share what was heard.
    private static readonly ConcurrentDictionary<string, Lazy<SpikeDataSet>> Heard = new();

    /// <summary>The digits of espeak-ng, of different voices in each part.</summary>
    public static DataSplit Embedded() => Bin(SpokenDigits.Load());

    /// <summary>The Free Spoken Digit Dataset; recordings have 8 kHz, so the ear ends at 3.8 kHz.</summary>
    /// <param name="folder">Its folder <c>recordings</c>.</param>
    public static DataSplit Free(string folder) =>
        Bin(Heard.GetOrAdd(Path.GetFullPath(folder), path => new Lazy<SpikeDataSet>(() => FreeSpokenDigits.Load(path, new InnerEarOptions { HighHertz = 3_800 }))).Value);

    // As many steps as the longest training sample has, up to 1 s.
    private static DataSplit Bin(SpikeDataSet digits)
    {
        var steps = Math.Min(LongestSteps, digits.Train.Max(sample => SequenceSamples.Binning().StepsOf(sample.Spikes)));
        SequenceSamples Part(IReadOnlyList<LabelledSpikes> samples) => SequenceSamples.Of(samples, digits.UnitCount, digits.ClassNames.Count, steps);
        return new DataSplit(Part(digits.Train), Part(digits.Validation), Part(digits.Test));
    }
}
