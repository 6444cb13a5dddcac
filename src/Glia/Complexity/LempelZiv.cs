namespace Glia.Complexity;

/// <summary>Lempel-Ziv complexity of binary sequences: how many new phrases a sequence is made of.</summary>
/// <remarks>
/// <para>LZ76 (Lempel and Ziv 1976, exhaustive history): a phrase is the shortest continuation that does not occur in everything before its last symbol, overlap included; what is left at the end counts as a phrase.
/// LZ78 (Ziv and Lempel 1978): a phrase is the longest earlier phrase and one more symbol. The two count differently.</para>
/// <para>Cost of LZ76: the algorithm of Kaspar and Schuster (1987), O(n²) at worst, up to <see cref="LongSequence"/> steps, and a suffix automaton, O(n), beyond. Both give the same number.</para>
/// </remarks>
public static class LempelZiv
{
    /// <summary>Sequences longer than this many steps are parsed with a suffix automaton.</summary>
    public const int LongSequence = 300;

    /// <summary>Returns c, the number of LZ76 phrases; 0 for an empty sequence.</summary>
    /// <param name="sequence">Zeros and ones.</param>
    /// <exception cref="ArgumentException">A symbol is neither 0 nor 1.</exception>
    public static int Complexity76(ReadOnlySpan<byte> sequence)
    {
        RequireBinary(sequence);
        return sequence.Length > LongSequence ? SuffixAutomaton.Parse(sequence, null) : KasparSchuster.Complexity(sequence);
    }

    /// <summary>Returns the lengths of the LZ76 phrases, in order.</summary>
    /// <inheritdoc cref="Complexity76"/>
    public static IReadOnlyList<int> Phrases(ReadOnlySpan<byte> sequence)
    {
        RequireBinary(sequence);
        var lengths = new List<int>();
        SuffixAutomaton.Parse(sequence, lengths);
        return lengths;
    }

    /// <summary>Returns the number of LZ78 phrases; 0 for an empty sequence.</summary>
    /// <inheritdoc cref="Complexity76"/>
    public static int Complexity78(ReadOnlySpan<byte> sequence)
    {
        RequireBinary(sequence);
        var children = new int[2 * (sequence.Length + 1)];
        var (phrases, node) = (0, 0);
        foreach (var symbol in sequence)
        {
            ref var child = ref children[(2 * node) + symbol];
            if (child != 0)
            {
                node = child;
                continue;
            }

            phrases++;
            child = phrases;
            node = 0;
        }

        return node == 0 ? phrases : phrases + 1;
    }

    /// <summary>Returns c log₂(n) / n of LZ76, which tends to the entropy rate in bits a step; 0 for fewer than two steps.</summary>
    /// <remarks>Short trains lie above it: with fewer than about 200 steps the bias is larger than what distinguishes trains. Sparse trains of 10⁴ steps and more lie some per cent below. Compare only trains of equal length.</remarks>
    /// <inheritdoc cref="Complexity76"/>
    public static double Normalized(ReadOnlySpan<byte> sequence) => Normalized(Complexity76(sequence), sequence.Length);

    /// <summary>Returns complexity, its normalised form, and a note where the number says little.</summary>
    /// <inheritdoc cref="Complexity76"/>
    public static LempelZivComplexity Measure(ReadOnlySpan<byte> sequence)
    {
        var phrases = Complexity76(sequence);
        var note = sequence.IsEmpty ? "The sequence is empty."
            : !sequence.ContainsAnyExcept(sequence[0]) ? "The sequence is constant: its entropy rate is 0, and the complexity is only the bias of its length."
            : "";
        return new LempelZivComplexity(phrases, sequence.Length, Normalized(phrases, sequence.Length), note);
    }

    private static double Normalized(int phrases, int length) => length < 2 ? 0 : phrases * Math.Log2(length) / length;

    private static void RequireBinary(ReadOnlySpan<byte> sequence)
    {
        var wrong = sequence.IndexOfAnyExceptInRange((byte)0, (byte)1);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Lempel-Ziv complexity is taken of zeros and ones; step {wrong} is {sequence[wrong]}. Binarise first: spike or none, or above and below a threshold such as the median or the mean.",
                nameof(sequence));
        }
    }
}
