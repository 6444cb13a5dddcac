using Glia.Random;

namespace Glia.Dendrites;

/// <summary>Random sets of cells, written straight into packed words.</summary>
internal static class PackedBits
{
    /// <summary>Sets exactly <paramref name="count"/> of the first <paramref name="population"/> bits of cleared words, each set equally likely.</summary>
    /// <remarks>Floyd's algorithm: as many draws as members. Never with putting back, by which a segment would have fewer synapses than it should.</remarks>
    public static void Choose(Span<ulong> words, int population, int count, RandomStream random)
    {
        words.Clear();
        for (var last = population - count; last < population; last++)
        {
            var candidate = random.NextInt(last + 1);
            Set(words, Get(words, candidate) ? last : candidate);
        }
    }

    public static bool Get(ReadOnlySpan<ulong> words, int bit) => (words[bit >> 6] >> (bit & 63) & 1) != 0;

    public static void Set(Span<ulong> words, int bit) => words[bit >> 6] |= 1UL << (bit & 63);

    /// <summary>Sets <paramref name="count"/> of the listed bits of cleared words; the list's order changes.</summary>
    public static void ChooseOf(Span<ulong> words, Span<int> list, int count, RandomStream random)
    {
        words.Clear();
        PutChosenFirst(list, count, random);
        foreach (var bit in list[..count])
        {
            Set(words, bit);
        }
    }

    /// <summary>Brings a random subset of the list to its front (the first steps of Fisher and Yates).</summary>
    public static void PutChosenFirst(Span<int> list, int count, RandomStream random)
    {
        for (var i = 0; i < count; i++)
        {
            var other = i + random.NextInt(list.Length - i);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }
}
