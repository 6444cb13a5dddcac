using System.Globalization;
using System.Reflection;
using Glia.Formats;

namespace Glia.Data;

/// <summary>Spoken digits as spikes, carried by Glia: ten digits in English and in German, as SHD has them, spoken by espeak-ng and heard by
/// <see cref="Sound.InnerEar"/>.</summary>
/// <remarks>
/// <para>20 classes, 19 voices × 4 rates × 3 pitches, 140 channels, times on a grid of 1 ms. The voices of training (12), validation (3) and test (4) differ.
/// A synthetic stand-in: no recording of a person, and easier than one. The script that makes it is <c>Embedded/make-spoken-digits.cs</c>.</para>
/// </remarks>
public static class SpokenDigits
{
    private const string Archive = "spoken-digits.br";
    private static readonly Lazy<SpikeDataSet> Carried = new(Read);

    /// <summary>The names of the classes: English zero to nine, then German.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
    ];

    // As in the script; the order is that of the archive's column.
    private static IReadOnlyList<string> Voices { get; } =
        ["m1", "m2", "m3", "m4", "m5", "m6", "f1", "f2", "f3", "Andy", "Michael", "Alicia", "m8", "f4", "Diogo", "m7", "f5", "Lee", "linda"];

    private static IReadOnlyList<string> ValidationVoices { get; } = ["m8", "f4", "Diogo"];

    private static IReadOnlyList<string> TestVoices { get; } = ["m7", "f5", "Lee", "linda"];

    /// <summary>The data set; unpacked at the first call and kept.</summary>
    public static SpikeDataSet Load() => Carried.Value;

    private static SpikeDataSet Read()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Glia.Data." + Archive)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var archive = SpikeArchive.Parse(content.ToArray(), Archive);
        var (labels, voices) = (archive.Columns["label"], archive.Columns["voice"]);
        var all = archive.Recordings.Select((spikes, i) => new LabelledSpikes(spikes, labels[i], Voices[voices[i]])).ToArray();
        var validation = all.Where(sample => ValidationVoices.Contains(sample.Speaker)).ToArray();
        var test = all.Where(sample => TestVoices.Contains(sample.Speaker)).ToArray();
        var train = all.Where(sample => !ValidationVoices.Contains(sample.Speaker) && !TestVoices.Contains(sample.Speaker)).ToArray();
        var description = string.Create(CultureInfo.InvariantCulture, $"Spoken digits of espeak-ng, English and German, {archive.UnitCount} channels: {train.Length:N0} for training, {validation.Length:N0} for validation, {test.Length:N0} for the test, of different voices.");
        return new SpikeDataSet(description, ClassNames, archive.UnitCount, train, validation, test);
    }
}
