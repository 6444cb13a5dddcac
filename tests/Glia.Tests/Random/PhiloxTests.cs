using Glia.Random;
using Glia.Testing;

namespace Glia.Tests.Random;

public sealed class PhiloxTests
{
    [Fact]
    public void Philox_gives_the_published_words_and_those_of_another_implementation()
    {
        foreach (var row in GoldenTable.Open("random/philox.csv").Rows)
        {
            var (counter, key) = (row.Words("counter"), row.Words("key"));
            var words = Philox.Block((counter[0], counter[1], counter[2], counter[3]), (key[0], key[1]));
            row.Compare("words", [words.A, words.B, words.C, words.D]);
        }
    }

    [Fact]
    public void Streams_give_the_words_of_another_implementation()
    {
        foreach (var row in GoldenTable.Open("random/streams.csv").Rows)
        {
            var stream = new RandomStream(row.Integer("seed"), row.Text("name"));
            row.Compare("words", [.. row.Words("words").Select(_ => stream.NextUInt32())]);
        }
    }
}
