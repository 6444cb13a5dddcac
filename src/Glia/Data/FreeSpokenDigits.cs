using System.Globalization;
using System.Runtime.ExceptionServices;
using Glia.Formats;
using Glia.Sound;

namespace Glia.Data;

/// <summary>The Free Spoken Digit Dataset (Jackson 2016): recordings of people who say an English digit, turned into spikes by an ear.</summary>
/// <remarks>Files <c>{digit}_{speaker}_{index}.wav</c>, 8 kHz. As its authors have it, recordings 0 to 4 of each digit and speaker are the test; 5 to 9
/// are taken for validation. Speakers are the same in all parts.</remarks>
public static class FreeSpokenDigits
{
    private const int TestRecordings = 5;
    private const int ValidationRecordings = 5;
    private const int Digits = 10;

    /// <summary>Reads and hears a folder of recordings, on all cores; the result does not depend on their number.</summary>
    /// <param name="folder">The folder with the WAV files.</param>
    /// <param name="ear">The ear; channels above 4 kHz hear nothing of 8 kHz recordings.</param>
    /// <exception cref="GliaFormatException">There are no such files, or one is damaged.</exception>
    public static SpikeDataSet Load(string folder, InnerEarOptions ear)
    {
        var files = Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            throw new GliaFormatException(folder, 0, "The folder has no WAV files. Give the folder 'recordings' of the Free Spoken Digit Dataset.");
        }

        var samples = new (LabelledSpikes Spikes, int Index)[files.Length];
        try
        {
            Parallel.For(0, files.Length, i => samples[i] = Hear(files[i], ear));
        }
        catch (AggregateException problems) when (problems.InnerExceptions.OfType<GliaFormatException>().FirstOrDefault() is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        LabelledSpikes[] Part(int from, int to) => [.. samples.Where(sample => sample.Index >= from && sample.Index < to).Select(sample => sample.Spikes)];
        var (test, validation) = (Part(0, TestRecordings), Part(TestRecordings, TestRecordings + ValidationRecordings));
        var train = Part(TestRecordings + ValidationRecordings, int.MaxValue);
        var description = string.Create(CultureInfo.InvariantCulture, $"Free Spoken Digit Dataset, {ear.Channels} channels: {train.Length:N0} for training, {validation.Length:N0} for validation, {test.Length:N0} for the test, of the same speakers.");
        return new SpikeDataSet(description, [.. SpokenDigits.ClassNames.Take(Digits)], ear.Channels, train, validation, test);
    }

    private static (LabelledSpikes Spikes, int Index) Hear(string file, InnerEarOptions ear)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('_');
        if (parts is not [var digit, var speaker, var number]
            || !int.TryParse(digit, CultureInfo.InvariantCulture, out var label) || label is < 0 or >= Digits
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var index) || index < 0)
        {
            throw new GliaFormatException(file, 0, "A recording must be named {digit}_{speaker}_{index}.wav, such as 7_jackson_0.wav.");
        }

        var sound = WavFile.Read(file);
        try
        {
            return (new LabelledSpikes(new InnerEar(ear, sound.SampleRate).Hear(sound.Mono()), label, speaker), index);
        }
        catch (ArgumentException problem)
        {
            throw new GliaFormatException(file, 0, $"The recording can not be heard: {problem.Message}");
        }
    }
}
