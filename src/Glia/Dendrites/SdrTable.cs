namespace Glia.Dendrites;

/// <summary>Many patterns over one population, packed in one block of memory, to be compared with one pattern at the speed of that memory.</summary>
/// <remarks>Reading is thread-safe.</remarks>
public sealed class SdrTable
{
    // A block of rows is half a megabyte: long enough that threads take turns rarely.
    private const int WordsPerBlock = 1 << 16;
    private readonly ulong[] _words;
    private readonly int _wordsPerRow;

    /// <summary>Packs patterns.</summary>
    /// <exception cref="ArgumentException">There are none, or they are over populations of different sizes.</exception>
    public SdrTable(IReadOnlyList<Sdr> patterns)
        : this(patterns.Count > 0 ? patterns[0].Cells : throw new ArgumentException("There must be at least one pattern.", nameof(patterns)), patterns.Count)
    {
        for (var row = 0; row < Count; row++)
        {
            Set(row, patterns[row]);
        }
    }

    /// <summary>Makes a table of empty patterns.</summary>
    /// <param name="cells">Cells of the population, positive.</param>
    /// <param name="count">Number of patterns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the table is larger than an array can be.</exception>
    public SdrTable(int cells, int count)
    {
        Bounds.CheckNotBelow(cells, 1);
        _wordsPerRow = Sdr.WordsFor(cells);
        Bounds.Check(count, 0, Array.MaxLength / _wordsPerRow, "what an array can hold");
        (Cells, Count) = (cells, count);
        _words = new ulong[count * _wordsPerRow];
    }

    /// <summary>Number of patterns.</summary>
    public int Count { get; }

    /// <summary>Cells of the population, n.</summary>
    public int Cells { get; }

    /// <summary>The packed words of one pattern.</summary>
    public ReadOnlySpan<ulong> Row(int row) => MutableRow(row);

    /// <summary>Replaces one pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is over another population.</exception>
    public void Set(int row, Sdr pattern)
    {
        Check(pattern.Cells);
        pattern.Words.CopyTo(MutableRow(row));
    }

    /// <summary>Writes the overlap of every stored pattern with one pattern. Allocates nothing.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="overlaps">As many as patterns are stored.</param>
    /// <exception cref="ArgumentException">The population or the length differs.</exception>
    public void Overlaps(Sdr pattern, Span<int> overlaps)
    {
        Check(pattern.Cells);
        CheckLength(overlaps.Length);
        Overlaps(pattern.Words, 0, overlaps);
    }

    /// <summary>Writes the overlap of every stored pattern with one pattern, blocks of rows in parallel.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="overlaps">As many as patterns are stored.</param>
    /// <param name="threads">Threads at most; the numbers do not depend on it.</param>
    /// <exception cref="ArgumentException">The population or the length differs.</exception>
    public void OverlapsInParallel(Sdr pattern, int[] overlaps, int threads)
    {
        Check(pattern.Cells);
        CheckLength(overlaps.Length);
        Bounds.CheckNotBelow(threads, 1);
        var rows = Math.Max(1, WordsPerBlock / _wordsPerRow);
        Parallel.For(0, (Count + rows - 1) / rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
            Overlaps(pattern.Words, block * rows, overlaps.AsSpan(block * rows, Math.Min(rows, Count - (block * rows)))));
    }

    /// <summary>Counts the stored patterns that share at least <paramref name="threshold"/> active cells with a pattern. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The population differs.</exception>
    public int Matches(Sdr pattern, int threshold)
    {
        Check(pattern.Cells);
        return Matches(pattern.Words, threshold);
    }

    internal int Matches(ReadOnlySpan<ulong> pattern, int threshold)
    {
        var matches = 0;
        for (var row = 0; row < Count; row++)
        {
            matches += OverlapKernel.Count(Row(row), pattern) >= threshold ? 1 : 0;
        }

        return matches;
    }

    internal Span<ulong> MutableRow(int row) => _words.AsSpan(row * _wordsPerRow, _wordsPerRow);

    private void Overlaps(ReadOnlySpan<ulong> pattern, int firstRow, Span<int> overlaps)
    {
        for (var i = 0; i < overlaps.Length; i++)
        {
            overlaps[i] = OverlapKernel.Count(Row(firstRow + i), pattern);
        }
    }

    private void Check(int cells)
    {
        if (cells != Cells)
        {
            throw new ArgumentException($"The table is over {Cells} cells and the pattern over {cells}.", nameof(cells));
        }
    }

    private void CheckLength(int length)
    {
        if (length != Count)
        {
            throw new ArgumentException($"There must be {Count} overlaps; there are {length}.", nameof(length));
        }
    }
}
