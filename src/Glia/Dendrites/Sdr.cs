using System.Numerics;
using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Dendrites;

/// <summary>A sparse binary pattern over a population of cells (sparse distributed representation), packed 64 cells a word. Immutable.</summary>
public sealed class Sdr
{
    private readonly ulong[] _words;

    /// <summary>Makes a pattern from its active cells.</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Indices of active cells; repeated ones count once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no cells, or an index is outside the population.</exception>
    public Sdr(int cells, ReadOnlySpan<int> active)
    {
        Bounds.CheckNotBelow(cells, 1);
        (Cells, _words) = (cells, new ulong[WordsFor(cells)]);
        foreach (var cell in active)
        {
            Bounds.Check(cell, 0, cells - 1, "the last cell", nameof(active));
            PackedBits.Set(_words, cell);
        }
    }

    // Takes the words over; bits past the last cell are 0.
    internal Sdr(int cells, ulong[] words) => (Cells, _words) = (cells, words);

    /// <summary>Cells of the population, n.</summary>
    public int Cells { get; }

    /// <summary>The packed cells, lowest first; bits past the last cell are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Number of active cells, a.</summary>
    public int ActiveCount => OverlapKernel.Count(_words, _words);

    /// <summary>Whether a cell is active.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public bool this[int cell]
    {
        get
        {
            Bounds.Check(cell, 0, Cells - 1, "the last cell");
            return PackedBits.Get(_words, cell);
        }
    }

    /// <summary>Words that hold so many cells.</summary>
    public static int WordsFor(int cells) => (int)((cells + 63L) >> 6);

    /// <summary>Number of cells active in both patterns.</summary>
    /// <exception cref="ArgumentException">The patterns are over populations of different sizes.</exception>
    public int Overlap(Sdr other) => OverlapKernel.Count(_words, SameSize(other)._words);

    /// <summary>Number of common bits of two packed patterns.</summary>
    /// <exception cref="ArgumentException">They have different lengths.</exception>
    public static int Overlap(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b) => a.Length == b.Length ? OverlapKernel.Count(a, b)
        : throw new ArgumentException($"Packed patterns must have one length; they have {a.Length} and {b.Length} words.", nameof(b));

    /// <summary>The pattern of all cells active in either.</summary>
    /// <exception cref="ArgumentException">The patterns are over populations of different sizes.</exception>
    public Sdr Union(Sdr other)
    {
        var words = new ulong[_words.Length];
        TensorPrimitives.BitwiseOr(_words, SameSize(other)._words, words);
        return new Sdr(Cells, words);
    }

    /// <summary>A pattern of so many of this one's active cells, each choice equally likely: a segment's synapses onto it.</summary>
    /// <param name="synapses">How many, at most the active cells.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The subsample is larger than the pattern.</exception>
    public Sdr Subsample(int synapses, RandomStream random)
    {
        var active = ActiveCells();
        Bounds.Check(synapses, 0, active.Length, "the active cells");
        var words = new ulong[_words.Length];
        PackedBits.ChooseOf(words, active, synapses, random);
        return new Sdr(Cells, words);
    }

    /// <summary>A copy in which so many active cells moved to cells that were inactive.</summary>
    /// <param name="moved">How many, v.</param>
    /// <param name="random">The stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">More cells shall move than are active, or than have where to go.</exception>
    public Sdr AddNoise(int moved, RandomStream random)
    {
        var active = ActiveCells();
        Bounds.Check(moved, 0, active.Length, "the active cells");
        Bounds.Check(moved, 0, Cells - active.Length, "the inactive cells");
        PackedBits.PutChosenFirst(active, moved, random);
        var words = (ulong[])_words.Clone();
        foreach (var cell in active.AsSpan(0, moved))
        {
            words[cell >> 6] &= ~(1UL << (cell & 63));
        }

        foreach (var target in NewPlaces(moved, Cells - active.Length, random))
        {
            PackedBits.Set(words, target);
        }

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

    // Tries cells until they are inactive and new; where few cells are inactive that would take long, so these are listed.
    private int[] NewPlaces(int count, int inactive, RandomStream random)
    {
        var places = new int[count];
        if (inactive < Cells / 4 || count > inactive / 2)
        {
            var list = Enumerable.Range(0, Cells).Where(cell => !PackedBits.Get(_words, cell)).ToArray();
            PackedBits.PutChosenFirst(list, count, random);
            list.AsSpan(0, count).CopyTo(places);
            return places;
        }

        var taken = new ulong[_words.Length];
        for (var found = 0; found < count;)
        {
            var cell = random.NextInt(Cells);
            if (!PackedBits.Get(_words, cell) && !PackedBits.Get(taken, cell))
            {
                PackedBits.Set(taken, cell);
                places[found++] = cell;
            }
        }

        return places;
    }

    private Sdr SameSize(Sdr other) => other.Cells == Cells ? other
        : throw new ArgumentException($"The patterns are over populations of {Cells} and {other.Cells} cells.", nameof(other));
}
