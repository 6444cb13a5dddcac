using CsCheck;
using Glia.Complexity;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Complexity;

public sealed class LempelZivTests
{
    private static readonly Gen<byte[]> Sequences = Gen.Byte[0, 1].Array[0, 300];

    [Theory]
    [InlineData("0001101001000101", "0|001|10|100|1000|101")]
    [InlineData("1011010100010", "1|0|11|010|100|010")]
    [InlineData("0101010101", "0|1|01010101")]
    [InlineData("0000000000", "0|000000000")]
    [InlineData("1", "1")]
    [InlineData("", "")]
    public void Phrases_are_those_of_the_exhaustive_history(string sequence, string expected)
    {
        var (begin, phrases) = (0, new List<string>());
        foreach (var length in LempelZiv.Phrases(Bits(sequence)))
        {
            phrases.Add(sequence.Substring(begin, length));
            begin += length;
        }

        Assert.Equal(expected, string.Join('|', phrases));
        Assert.Equal(phrases.Count, LempelZiv.Complexity76(Bits(sequence)));
    }

    [Fact]
    public void Normalised_complexity_is_phrases_times_log2_of_the_length_by_the_length()
    {
        Assert.Equal(1.5, LempelZiv.Normalized(Bits("0001101001000101")), 12);
        Assert.Equal(0, LempelZiv.Normalized(Bits("1")));
    }

    [Theory]
    [InlineData("0001101001000101", 7)] // 0|00|1|10|100|1000|101
    [InlineData("0000", 3)] // 0|00|0
    [InlineData("", 0)]
    public void Phrases_of_1978_are_counted_by_their_own_rule(string sequence, int phrases) =>
        Assert.Equal(phrases, LempelZiv.Complexity78(Bits(sequence)));

    [Fact]
    public void Automaton_comparison_and_definition_count_the_same() => Sequences.Sample(sequence =>
    {
        var expected = ByDefinition(sequence);
        Assert.Equal(expected, KasparSchuster.Complexity(sequence));
        Assert.Equal(expected, SuffixAutomaton.Parse(sequence, null));
        Assert.Equal(sequence.Length, LempelZiv.Phrases(sequence).Sum());
    });

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.02)]
    public void Long_sequences_count_the_same_both_ways(double rate)
    {
        var train = new byte[5000];
        new BernoulliTrains(rate).Fill(train, new RandomStream(7, "long"));
        Assert.Equal(KasparSchuster.Complexity(train), LempelZiv.Complexity76(train));
    }

    [Fact]
    public void Complement_changes_nothing() => Sequences.Sample(sequence =>
        Assert.Equal(LempelZiv.Complexity76(sequence), LempelZiv.Complexity76(Array.ConvertAll(sequence, bit => (byte)(1 - bit)))));

    [Fact]
    public void A_longer_sequence_has_as_many_phrases_or_more_and_a_new_symbol_never_fewer() => Gen.Select(Sequences, Gen.Byte[0, 1]).Sample((sequence, next) =>
        Assert.InRange(LempelZiv.Complexity76([.. sequence, next]) - LempelZiv.Complexity76(sequence), 0, 1));

    [Theory]
    [InlineData(0.5, 1.067, 0.018)]
    [InlineData(0.08, 0.410, 0.031)]
    public void Complexity_of_independent_spikes_is_above_their_entropy_rate_at_first_and_comes_near_it(double p, double mean, double deviation)
    {
        const int Trains = 40;
        var random = new RandomStream(11, "entropy");
        var train = new byte[1000];
        var measured = Enumerable.Range(0, Trains).Average(_ =>
        {
            new BernoulliTrains(p).Fill(train, random);
            return LempelZiv.Normalized(train);
        });
        Assert.InRange(measured, mean - (4 * deviation / Math.Sqrt(30)), mean + (4 * deviation / Math.Sqrt(30)));
        Assert.True(measured > EntropyRate.Bernoulli(p));

        // Of sparse trains it is a few per cent below in between.
        var longer = new byte[50_000];
        new BernoulliTrains(p).Fill(longer, random);
        Assert.InRange(LempelZiv.Normalized(longer), 0.95 * EntropyRate.Bernoulli(p), measured);
    }

    [Fact]
    public void What_is_not_binary_is_refused_with_the_way_out_and_constants_get_a_note()
    {
        var refused = Assert.Throws<ArgumentException>(() => LempelZiv.Complexity76([0, 1, 2]));
        Assert.Contains("step 2 is 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Binarise first", refused.Message, StringComparison.Ordinal);
        Assert.Contains("empty", LempelZiv.Measure([]).Note, StringComparison.Ordinal);
        Assert.Contains("constant", LempelZiv.Measure([1, 1, 1]).Note, StringComparison.Ordinal);
        Assert.Empty(LempelZiv.Measure([0, 1, 1]).Note);
    }

    private static byte[] Bits(string text) => [.. text.Select(letter => (byte)(letter - '0'))];

    // A phrase grows while it occurs in everything before its last symbol.
    private static int ByDefinition(byte[] sequence)
    {
        var (phrases, begin) = (0, 0);
        while (begin < sequence.Length)
        {
            var length = 1;
            while (begin + length < sequence.Length
                && sequence.AsSpan(0, begin + length - 1).IndexOf(sequence.AsSpan(begin, length)) >= 0)
            {
                length++;
            }

            begin += length;
            phrases++;
        }

        return phrases;
    }
}
