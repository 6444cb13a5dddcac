using System.Numerics;
using System.Numerics.Tensors;

namespace Glia.Dendrites;

/// <summary>A sparse binary pattern over a population of cells, packed 64 cells a word.</summary>
public sealed class Sdr
{
    private readonly ulong[] _words;

    /// <summary>Makes a pattern from its active cells.</summary>
    /// <param name="cells">Cells of the population.</param>
    /// <param name="active">Indices of active cells; repeated ones count once.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the population.</exception>
    public Sdr(int cells, ReadOnlySpan<int> active)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cells);
        Cells = cells;
        _words = new ulong[WordsFor(cells)];
        foreach (var cell in active)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cell, nameof(active));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, cells, nameof(active));
            _words[cell >> 6] |= 1UL << (cell & 63);
        }
    }

    private Sdr(int cells, ulong[] words)
    {
        Cells = cells;
        _words = words;
    }

    /// <summary>Cells of the population.</summary>
    public int Cells { get; }

    /// <summary>The packed cells, lowest first; bits past the last cell are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Number of active cells.</summary>
    public int ActiveCount => Overlap(_words, _words);

    /// <summary>Whether a cell is active.</summary>
    public bool this[int cell] => (_words[cell >> 6] >> (cell & 63) & 1) != 0;

    /// <summary>Words that hold so many cells.</summary>
    public static int WordsFor(int cells) => (cells + 63) >> 6;

    /// <summary>Number of cells active in both patterns.</summary>
    /// <exception cref="ArgumentException">The patterns are over populations of different sizes.</exception>
    public int Overlap(Sdr other) => Overlap(_words, SameSize(other)._words);

    /// <summary>Number of common bits of two packed patterns of the same length.</summary>
    public static int Overlap(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        // Four sums, so that one word's count does not wait for the last.
        int sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, i = 0;
        b = b[..a.Length];
        for (; i <= a.Length - 4; i += 4)
        {
            sum0 += BitOperations.PopCount(a[i] & b[i]);
            sum1 += BitOperations.PopCount(a[i + 1] & b[i + 1]);
            sum2 += BitOperations.PopCount(a[i + 2] & b[i + 2]);
            sum3 += BitOperations.PopCount(a[i + 3] & b[i + 3]);
        }

        for (; i < a.Length; i++)
        {
            sum0 += BitOperations.PopCount(a[i] & b[i]);
        }

        return sum0 + sum1 + sum2 + sum3;
    }

    /// <summary>The pattern of all cells active in either.</summary>
    /// <exception cref="ArgumentException">The patterns are over populations of different sizes.</exception>
    public Sdr Union(Sdr other)
    {
        var words = new ulong[_words.Length];
        TensorPrimitives.BitwiseOr(_words, SameSize(other)._words, words);
        return new Sdr(Cells, words);
    }

    /// <summary>Indices of the active cells, ascending.</summary>
    public int[] ActiveCells()
    {
        var active = new int[ActiveCount];
        var found = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                active[found++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return active;
    }

    private Sdr SameSize(Sdr other) => other.Cells == Cells ? other
        : throw new ArgumentException($"The patterns are over populations of {Cells} and {other.Cells} cells.", nameof(other));
}
