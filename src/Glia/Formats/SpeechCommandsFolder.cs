namespace Glia.Formats;

/// <summary>A folder of Google Speech Commands (Warden 2018): a folder a word with WAV files, and two lists that say what is not for training.</summary>
/// <param name="Words">The words, in the order of their names; a sample's label is a place in it.</param>
/// <param name="Train">Recordings for training: those in no list.</param>
/// <param name="Validation">Recordings that <c>validation_list.txt</c> names.</param>
/// <param name="Test">Recordings that <c>testing_list.txt</c> names.</param>
public sealed record SpeechCommandsFolder(
    IReadOnlyList<string> Words, IReadOnlyList<SpeechCommandsSample> Train, IReadOnlyList<SpeechCommandsSample> Validation, IReadOnlyList<SpeechCommandsSample> Test)
{
    private const string ValidationList = "validation_list.txt";
    private const string TestList = "testing_list.txt";

    /// <summary>Lists a folder; <c>_background_noise_</c> and other folders whose name begins with _ are no words.</summary>
    /// <exception cref="GliaFormatException">A list is missing, or names what is no recording of the folder; the offset is the line.</exception>
    public static SpeechCommandsFolder Open(string folder)
    {
        var words = Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] is not ('_' or '.')).Order(StringComparer.Ordinal).ToArray();
        if (words.Length == 0)
        {
            throw new GliaFormatException(folder, 0, "The folder has no folders with words. Unpack speech_commands_v0.02.tar.gz and give the folder that it makes.");
        }

        // By name with /, as the lists have it, in an order that does not depend on the file system.
        var samples = new SortedDictionary<string, SpeechCommandsSample>(StringComparer.Ordinal);
        for (var label = 0; label < words.Length; label++)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, words[label]), "*.wav"))
            {
                samples.Add($"{words[label]}/{Path.GetFileName(file)}", new SpeechCommandsSample(file, label));
            }
        }

        var validation = Listed(folder, ValidationList, samples);
        var test = Listed(folder, TestList, samples);
        return new SpeechCommandsFolder(words, [.. samples.Values], validation, test);
    }

    // What a list names is taken out; what is left is for training.
    private static List<SpeechCommandsSample> Listed(string folder, string list, SortedDictionary<string, SpeechCommandsSample> samples)
    {
        var file = Path.Combine(folder, list);
        if (!File.Exists(file))
        {
            throw new GliaFormatException(file, 0, $"The folder has no {list}, which says what is not for training. Is it the folder of speech_commands_v0.02?");
        }

        var (listed, line) = (new List<SpeechCommandsSample>(), 0);
        foreach (var name in File.ReadLines(file))
        {
            line++;
            if (name.Length == 0)
            {
                continue;
            }

            listed.Add(samples.Remove(name, out var sample) ? sample
                : throw new GliaFormatException(file, line, $"'{(name.Length > 80 ? name[..80] + "…" : name)}' is no recording of the folder, or is listed twice. The folder is incomplete; unpack it again."));
        }

        return listed;
    }
}
