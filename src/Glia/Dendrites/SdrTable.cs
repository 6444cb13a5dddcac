namespace Glia.Dendrites;

/// <summary>Many patterns over one population, packed in one block of memory, to be compared with one pattern fast.</summary>
public sealed class SdrTable
{
    // Blocks of rows are as large as half a usual second-level cache, so that threads take turns rarely.
    private const int WordsPerBlock = 1 << 16;
    private readonly ulong[] _words;
    private readonly int _wordsPerRow;

    /// <summary>Packs patterns.</summary>
    /// <exception cref="ArgumentException">There are none, or they are over populations of different sizes.</exception>
    public SdrTable(IReadOnlyList<Sdr> patterns)
    {
        if (patterns.Count == 0 || patterns.Any(pattern => pattern.Cells != patterns[0].Cells))
        {
            throw new ArgumentException("There must be patterns, all over one population.", nameof(patterns));
        }

        Count = patterns.Count;
        Cells = patterns[0].Cells;
        _wordsPerRow = Sdr.WordsFor(Cells);
        _words = new ulong[(long)Count * _wordsPerRow];
        for (var row = 0; row < Count; row++)
        {
            patterns[row].Words.CopyTo(_words.AsSpan(row * _wordsPerRow));
        }
    }

    /// <summary>Number of patterns.</summary>
    public int Count { get; }

    /// <summary>Cells of the population.</summary>
    public int Cells { get; }

    /// <summary>Writes the overlap of every stored pattern with one pattern; in parallel for large tables.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="overlaps">As many as patterns are stored.</param>
    /// <exception cref="ArgumentException">The population or the length differs.</exception>
    public void Overlaps(Sdr pattern, int[] overlaps)
    {
        Check(pattern);
        if (overlaps.Length != Count)
        {
            throw new ArgumentException($"There must be {Count} overlaps; there are {overlaps.Length}.", nameof(overlaps));
        }

        var rowsPerBlock = Math.Max(1, WordsPerBlock / _wordsPerRow);
        var blocks = (Count + rowsPerBlock - 1) / rowsPerBlock;
        void Block(int block)
        {
            for (var row = block * rowsPerBlock; row < Math.Min(Count, (block + 1) * rowsPerBlock); row++)
            {
                overlaps[row] = Sdr.Overlap(Row(row), pattern.Words);
            }
        }

        if (blocks == 1)
        {
            Block(0);
            return;
        }

        Parallel.For(0, blocks, Block);
    }

    /// <summary>Counts the stored patterns that share at least <paramref name="threshold"/> active cells with a pattern.</summary>
    /// <exception cref="ArgumentException">The population differs.</exception>
    public int Matches(Sdr pattern, int threshold)
    {
        Check(pattern);
        var matches = 0;
        for (var row = 0; row < Count; row++)
        {
            matches += Sdr.Overlap(Row(row), pattern.Words) >= threshold ? 1 : 0;
        }

        return matches;
    }

    private ReadOnlySpan<ulong> Row(int row) => _words.AsSpan(row * _wordsPerRow, _wordsPerRow);

    private void Check(Sdr pattern)
    {
        if (pattern.Cells != Cells)
        {
            throw new ArgumentException($"The table is over {Cells} cells and the pattern over {pattern.Cells}.", nameof(pattern));
        }
    }
}
