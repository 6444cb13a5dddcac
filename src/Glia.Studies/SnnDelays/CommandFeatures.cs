using Glia.Formats;
using Glia.Sound;

namespace Glia.Studies.SnnDelays;

/// <summary>Google Speech Commands as the paper's code has them: one second at 8 kHz, 101 frames of 140 log-mel features.</summary>
/// <remarks>The filters end at 14 kHz, above half the sample rate, as in that code: the upper ones hear nothing.</remarks>
internal static class CommandFeatures
{
    private const int SourceRate = 16_000;

    /// <summary>Reads a folder; validation and test are what its lists name.</summary>
    /// <exception cref="GliaFormatException">A list is missing, a part is empty, or a recording is damaged or has another sample rate.</exception>
    public static DataSplit Load(string folder)
    {
        var (words, options) = (SpeechCommandsFolder.Open(folder), new MelSpectrogramOptions());
        var spectrogram = new MelSpectrogram(options);
        SequenceSamples Part(IReadOnlyList<SpeechCommandsSample> samples, string what) => samples.Count == 0
            ? throw new GliaFormatException(folder, 0, $"The folder has no recordings for {what}. Unpack speech_commands_v0.02.tar.gz again.")
            : new SequenceSamples(
                spectrogram.FramesOf(options.SampleRate), options.Filters, words.Words.Count, [.. samples.Select(sample => Features(sample.File, spectrogram, options.SampleRate))], [.. samples.Select(sample => sample.Label)]);
        return new DataSplit(Part(words.Train, "training"), Part(words.Validation, "validation"), Part(words.Test, "the test"));
    }

    private static float[] Features(string file, MelSpectrogram spectrogram, int rate)
    {
        var sound = WavFile.Read(file);
        if (sound.SampleRate != SourceRate)
        {
            throw new GliaFormatException(file, 0, $"The recording has {sound.SampleRate} samples a second; Speech Commands have {SourceRate}.");
        }

        var second = new float[SourceRate];
        var heard = sound.Mono();
        heard.AsSpan(0, Math.Min(heard.Length, SourceRate)).CopyTo(second);
        return spectrogram.Compute(Resampling.Resample(second, SourceRate, rate));
    }
}
