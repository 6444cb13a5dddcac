using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class SpeechCommandsFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-words-").FullName;

    public SpeechCommandsFolderTests()
    {
        foreach (var file in new[] { "yes/a.wav", "yes/b.wav", "no/a.wav", "no/c.wav", "_background_noise_/n.wav", "no/readme.txt" })
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, new WavFile(16_000, 1, [0]).Write());
        }

        Lists("yes/b.wav\n", "no/a.wav\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_in_no_list_is_for_training_and_noise_is_no_word()
    {
        var words = SpeechCommandsFolder.Open(_folder);
        Assert.Equal(["no", "yes"], words.Words);
        Assert.Equal(["c.wav", "a.wav"], words.Train.Select(sample => Path.GetFileName(sample.File)));
        Assert.Equal([0, 1], words.Train.Select(sample => sample.Label));
        Assert.Equal(1, Assert.Single(words.Validation).Label);
        Assert.Equal(0, Assert.Single(words.Test).Label);
    }

    [Theory]
    [InlineData("../../etc/passwd\n", "")]
    [InlineData("yes/b.wav\n", "yes/b.wav\n")]
    [InlineData("yes/missing.wav\n", "")]
    public void A_list_may_name_each_recording_of_the_folder_once_and_nothing_else(string validation, string test)
    {
        Lists(validation, test);
        Assert.Contains("is no recording of the folder", Assert.Throws<GliaFormatException>(() => SpeechCommandsFolder.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_list_or_words_the_folder_is_refused()
    {
        File.Delete(Path.Combine(_folder, "testing_list.txt"));
        Assert.Contains("testing_list.txt", Assert.Throws<GliaFormatException>(() => SpeechCommandsFolder.Open(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("no folders with words", Assert.Throws<GliaFormatException>(() => SpeechCommandsFolder.Open(Path.Combine(_folder, "yes"))).Message, StringComparison.Ordinal);
    }

    private void Lists(string validation, string test)
    {
        File.WriteAllText(Path.Combine(_folder, "validation_list.txt"), validation);
        File.WriteAllText(Path.Combine(_folder, "testing_list.txt"), test);
    }
}
