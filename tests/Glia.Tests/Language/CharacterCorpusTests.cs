using System.Text;
using Glia.Language;
using Glia.Random;

namespace Glia.Tests.Language;

public sealed class CharacterCorpusTests
{
    [Fact]
    public void A_text_is_split_and_comes_back_from_its_tokens()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i:D6} "));
        var corpus = CharacterCorpus.FromText(text);
        Assert.Equal(text, corpus.TrainText + corpus.ValidationText + corpus.TestText);
        Assert.Equal((63_000, 3_500, 3_500), (corpus.Train.Count, corpus.Validation.Count, corpus.Test.Count));
        Assert.Equal(corpus.TestText, corpus.Vocabulary.Decode([.. corpus.Test]));
    }

    [Fact]
    public void Faults_of_a_text_are_named()
    {
        Assert.Contains("50000", Assert.Throws<ArgumentException>(() => CharacterCorpus.FromText("short")).Message, StringComparison.Ordinal);
        byte[] broken = [.. Encoding.UTF8.GetBytes(new string('a', 60_000))];
        broken[777] = 0xFF;
        Assert.Contains("offset 777", Assert.Throws<ArgumentException>(() => CharacterCorpus.FromUtf8(broken)).Message, StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Range(0, 60_000).Select(i => (char)(0x4E00 + (i % 300))));
        Assert.Contains("bytes", Assert.Throws<ArgumentException>(() => CharacterCorpus.FromText(many)).Message, StringComparison.Ordinal);
        Assert.Contains("'?' (U+003F)", Assert.Throws<ArgumentException>(() => new CharacterVocabulary("abc").Encode("ab?")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_mentions_are_names_at_the_distance_asked_for()
    {
        var text = "Moses " + new string('x', 60) + " Moses Moses " + new string('y', 300) + " Moses";
        var range = Assert.Single(CharacterCorpus.SecondMentions(text, 50, 200));
        Assert.Equal("oses", text[range]);
        Assert.Equal(67, range.Start.Value - 1);
    }

    [Fact]
    public void The_bible_that_Glia_carries_is_whole()
    {
        var corpus = KingJamesBible.Corpus;
        Assert.StartsWith("In the beginning God created", corpus.TrainText, StringComparison.Ordinal);
        Assert.EndsWith("be with you all. Amen.\n", corpus.TestText, StringComparison.Ordinal);
        Assert.InRange(corpus.Test.Count / (double)(corpus.Train.Count + corpus.Validation.Count + corpus.Test.Count), 0.03, 0.08);
        Assert.InRange(corpus.UnigramEntropy, 4, 4.6);
    }

    [Fact]
    public void The_surprise_of_the_true_model_is_the_entropy_of_the_source()
    {
        var options = new LongRangeTextOptions { Symbols = 6, Successors = 3, BracketProbability = 0, NameProbability = 0, RepeatProbability = 0 };
        var source = new LongRangeText(options, new RandomStream(1, "source"));
        var (text, bits) = source.Write(100_000, new RandomStream(1, "text"));
        Assert.Equal(text.Length, bits.Length);
        Assert.Equal(source.MarkovEntropy(), bits.Average(), 0.01);
    }

    [Fact]
    public void Brackets_close_in_order_and_names_come_twice_at_their_distance()
    {
        var (text, bits) = new LongRangeText(new LongRangeTextOptions(), new RandomStream(2, "source")).Write(50_000, new RandomStream(2, "text"));
        var (open, first) = (new Stack<char>(), new Queue<(string Name, int Start)>());
        for (var i = 0; i < text.Length - 6; i++)
        {
            if ("([{<".Contains(text[i], StringComparison.Ordinal))
            {
                open.Push(text[i]);
            }
            else if (")]}>".IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var kind)
            {
                Assert.Equal("([{<"[kind], open.Pop());
            }
            else if (text[i] == '@')
            {
                var (name, start) = first.Dequeue();
                Assert.Equal(name, text[(i + 1)..(i + 7)]);
                Assert.InRange(i - start, 50, 500);
                Assert.All(bits[(i + 1)..(i + 7)], surprise => Assert.Equal(0, surprise));
                i += 6;
            }
            else if (char.IsUpper(text[i]))
            {
                first.Enqueue((text[i..(i + 6)], i));
                i += 5;
            }
        }

        Assert.InRange(bits.Average(), 1.2, 2.2);
    }
}
