using Glia.Data;
using Glia.Formats;
using Glia.Sound;
using Glia.Tests.Formats;

namespace Glia.Tests.Data;

public sealed class FreeSpokenDigitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-digits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_recordings_of_each_speaker_are_the_test_the_next_the_validation()
    {
        foreach (var name in new[] { "3_ann_0", "3_ann_4", "3_ann_5", "4_bob_9", "4_bob_10", "9_bob_49" })
        {
            Write(name);
        }

        var digits = FreeSpokenDigits.Load(_folder, new InnerEarOptions { Channels = 20 });
        Assert.Equal([3, 3], digits.Test.Select(sample => sample.Label));
        Assert.Equal(["ann", "bob"], digits.Validation.Select(sample => sample.Speaker));
        Assert.Equal([4, 9], digits.Train.Select(sample => sample.Label));
        Assert.All(digits.Train, sample => Assert.Equal(20, sample.Spikes.UnitCount));
        Assert.Equal((10, "nine"), (digits.ClassNames.Count, digits.ClassNames[9]));
    }

    [Fact]
    public void Other_names_and_empty_folders_are_refused()
    {
        Assert.Contains("no WAV files", Assert.Throws<GliaFormatException>(() => FreeSpokenDigits.Load(_folder, new InnerEarOptions())).Message, StringComparison.Ordinal);
        Write("eleven_ann_0");
        Assert.Contains("7_jackson_0.wav", Assert.Throws<GliaFormatException>(() => FreeSpokenDigits.Load(_folder, new InnerEarOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_recordings_are_told_apart_by_nearest_mean_far_above_chance()
    {
        // One speaker, to keep the test short.
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("fsdd", "recordings"), "*_jackson_*.wav"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var digits = FreeSpokenDigits.Load(_folder, new InnerEarOptions { HighHertz = 3800, Channels = 64 });
        Assert.Equal((400, 50, 50), (digits.Train.Count, digits.Validation.Count, digits.Test.Count));
        Assert.True(NearestMean.Accuracy(digits, parts: 6) > 0.7);
    }

    private void Write(string name) =>
        File.WriteAllBytes(Path.Combine(_folder, name + ".wav"), new WavFile(8000, 1, [.. Enumerable.Range(0, 2000).Select(n => MathF.Sin(0.2f * n))]).Write());
}
