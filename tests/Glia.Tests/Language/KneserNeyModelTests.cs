using Glia.Language;
using Glia.Random;

namespace Glia.Tests.Language;

public sealed class KneserNeyModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Probabilities_after_any_context_add_up_to_one(int order)
    {
        var random = new RandomStream(1, "text");
        var model = new KneserNeyModel([.. Enumerable.Range(0, 400).Select(_ => random.NextInt(4))], vocabulary: 5, order);
        foreach (int[] context in (int[][])[[], [0], [3, 1], [0, 1, 2, 3], [4, 4, 4, 4, 4]])
        {
            Assert.Equal(1, Enumerable.Range(0, 5).Sum(token => Math.Pow(2, -model.Bits([.. context, token])[^1])), 1e-9);
        }
    }

    [Fact]
    public void A_small_text_by_hand()
    {
        // a b a c: unigram kinds before a, b, c are 1 each of the bigrams ab, ba, ac; after a: b and c once each, so D = 3/3 = 1.
        var model = new KneserNeyModel([0, 1, 0, 2], vocabulary: 3, order: 2);
        Assert.Equal(Math.Log2(3), model.Bits([0, 1])[1], 1e-9);
    }

    [Fact]
    public void It_comes_near_the_entropy_of_an_order_3_source()
    {
        var source = new LongRangeText(new LongRangeTextOptions { Symbols = 5, Successors = 3, BracketProbability = 0, NameProbability = 0, RepeatProbability = 0 }, new RandomStream(1, "source"));
        var text = source.Write(60_000, new RandomStream(1, "text")).Text;
        var vocabulary = new CharacterVocabulary(text);
        var tokens = vocabulary.Encode(text);
        var bits = new KneserNeyModel(tokens[..50_000], vocabulary.Count).Bits(tokens[50_000..]);
        Assert.InRange(bits.Average() - source.MarkovEntropy(), -0.02, 0.08);
    }
}
