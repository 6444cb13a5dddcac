using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Glia.Complexity;

/// <summary>LZ76 phrases in linear time: a suffix automaton of what has been read knows all its substrings.</summary>
/// <remarks>A phrase s[i…j] ends where s[i…j] is no substring of s[0…j−1]. The automaton of s[0…j−1] stands in the state of s[i…j−1] and is asked for an edge; then it grows by s[j].</remarks>
internal static class SuffixAutomaton
{
    /// <summary>Returns the number of phrases, and adds their lengths to a list if there is one.</summary>
    public static int Parse(ReadOnlySpan<byte> sequence, List<int>? lengths)
    {
        var states = new State[Math.Max(2, 2 * sequence.Length)];
        states[0] = new State { Link = -1 };
        var (count, last) = (1, 0);
        var (phrases, begin, at) = (0, 0, 0);
        for (var j = 0; j < sequence.Length; j++)
        {
            var symbol = sequence[j];
            var next = states[at].Edge(symbol);
            Extend(states, symbol, ref count, ref last);
            if (next == 0)
            {
                phrases++;
                lengths?.Add(j + 1 - begin);
                (begin, at) = (j + 1, 0);
                continue;
            }

            // Growing may have split the state: the shorter substrings, the phrase perhaps among them, are in its link then.
            for (at = next; states[states[at].Link].Length >= j + 1 - begin; at = states[at].Link)
            {
            }
        }

        if (begin < sequence.Length)
        {
            phrases++;
            lengths?.Add(sequence.Length - begin);
        }

        return phrases;
    }

    // Blumer et al. 1985. No edge leads to the initial state 0, so that 0 says: no edge.
    private static void Extend(State[] states, byte symbol, ref int count, ref int last)
    {
        var added = count++;
        states[added].Length = states[last].Length + 1;
        var p = last;
        last = added;
        while (p >= 0 && states[p].Edge(symbol) == 0)
        {
            states[p].Edge(symbol) = added;
            p = states[p].Link;
        }

        if (p < 0)
        {
            return;
        }

        var q = states[p].Edge(symbol);
        if (states[q].Length == states[p].Length + 1)
        {
            states[added].Link = q;
            return;
        }

        var copy = count++;
        states[copy] = states[q] with { Length = states[p].Length + 1 };
        for (; p >= 0 && states[p].Edge(symbol) == q; p = states[p].Link)
        {
            states[p].Edge(symbol) = copy;
        }

        states[q].Link = copy;
        states[added].Link = copy;
    }

    private record struct State
    {
        public int Length;
        public int Link;
        private Edges _edges;

        [UnscopedRef]
        public ref int Edge(byte symbol) => ref _edges[symbol];
    }

    [InlineArray(2)]
    private struct Edges
    {
        private int _first;
    }
}
