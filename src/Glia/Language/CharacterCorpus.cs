using System.Text;
using System.Text.Unicode;

namespace Glia.Language;

/// <summary>A text as characters, in three parts: to train, to choose by, and to test.</summary>
public sealed class CharacterCorpus
{
    private const int LeastBytes = 50_000;

    private CharacterCorpus(CharacterVocabulary vocabulary, string train, string validation, string test)
    {
        Vocabulary = vocabulary;
        (TrainText, ValidationText, TestText) = (train, validation, test);
        (Train, Validation, Test) = (vocabulary.Encode(train), vocabulary.Encode(validation), vocabulary.Encode(test));
    }

    /// <summary>The characters of all parts.</summary>
    public CharacterVocabulary Vocabulary { get; }

    /// <summary>The training part.</summary>
    public string TrainText { get; }

    /// <summary>The validation part.</summary>
    public string ValidationText { get; }

    /// <summary>The test part.</summary>
    public string TestText { get; }

    /// <summary>The training part as tokens.</summary>
    public IReadOnlyList<int> Train { get; }

    /// <summary>The validation part as tokens.</summary>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>The test part as tokens.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Bits per character of the best code that knows only how often each character comes in the test part: its unigram entropy.</summary>
    public double UnigramEntropy => Test.CountBy(token => token).Sum(pair => -pair.Value * Math.Log2(pair.Value / (double)Test.Count)) / Test.Count;

    /// <summary>Makes a corpus of three texts.</summary>
    /// <exception cref="ArgumentException">A part is empty, all are shorter than 50 kB together, or they have more than 256 different characters.</exception>
    public static CharacterCorpus FromParts(string train, string validation, string test)
    {
        ArgumentException.ThrowIfNullOrEmpty(train);
        ArgumentException.ThrowIfNullOrEmpty(validation);
        ArgumentException.ThrowIfNullOrEmpty(test);
        RequireLength(Encoding.UTF8.GetByteCount(train) + Encoding.UTF8.GetByteCount(validation) + Encoding.UTF8.GetByteCount(test));
        return new CharacterCorpus(new CharacterVocabulary(train + validation + test), train, validation, test);
    }

    /// <summary>Makes a corpus of one text: its first 90 % to train, 5 % to choose by, the last 5 % to test.</summary>
    /// <inheritdoc cref="FromParts"/>
    public static CharacterCorpus FromText(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        RequireLength(Encoding.UTF8.GetByteCount(text));
        var (first, second) = (text.Length * 90L / 100, text.Length * 95L / 100);
        return FromParts(text[..(int)first], text[(int)first..(int)second], text[(int)second..]);
    }

    /// <summary>Makes a corpus of UTF-8 text.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <exception cref="ArgumentException">The bytes are not UTF-8 (the message has the offset of the first that is not), or as in <see cref="FromText"/>.</exception>
    public static CharacterCorpus FromUtf8(ReadOnlySpan<byte> utf8)
    {
        var buffer = new char[utf8.Length];
        var status = Utf8.ToUtf16(utf8, buffer, out var read, out var written, replaceInvalidSequences: false);
        return status == System.Buffers.OperationStatus.Done ? FromText(new string(buffer, 0, written))
            : throw new ArgumentException($"The text is not UTF-8: the byte at offset {read} is 0x{utf8[read]:X2}. Convert it, or read it as bytes (CharacterCorpus.FromBytes).", nameof(utf8));
    }

    /// <summary>Makes a corpus whose characters are single bytes, of any content.</summary>
    /// <inheritdoc cref="FromText"/>
    public static CharacterCorpus FromBytes(ReadOnlySpan<byte> bytes) => FromText(Encoding.Latin1.GetString(bytes));

    /// <summary>Finds the second mentions of names in a text: capitalised words of four letters or more whose last mention began so many characters before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nearest">Least distance.</param>
    /// <param name="farthest">Greatest distance.</param>
    /// <returns>For each mention the place of its second letter and of the character after its last.</returns>
    public static IReadOnlyList<Range> SecondMentions(string text, int nearest, int farthest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var mentions = new List<Range>();
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsUpper(text[start]) || (start > 0 && char.IsLetter(text[start - 1])))
            {
                continue;
            }

            var end = start + 1;
            while (end < text.Length && char.IsLower(text[end]))
            {
                end++;
            }

            if (end - start >= 4)
            {
                var name = text[start..end];
                if (last.TryGetValue(name, out var before) && start - before >= nearest && start - before <= farthest)
                {
                    mentions.Add((start + 1)..end);
                }

                last[name] = start;
            }
        }

        return mentions;
    }

    private static void RequireLength(int bytes)
    {
        if (bytes < LeastBytes)
        {
            throw new ArgumentException($"The text has {bytes} bytes; below {LeastBytes} a language model learns the text and not the language. Give a longer one.");
        }
    }
}
