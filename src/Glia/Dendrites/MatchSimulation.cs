using System.Globalization;
using Glia.Random;

namespace Glia.Dendrites;

/// <summary>Compares many random segments with many random patterns, to check the formulas of <see cref="SdrTheory"/>.</summary>
/// <remarks>
/// <para>Comparisons come in blocks of 1,000 segments, each compared with up to 1,000 patterns. Whatever the pattern, a random segment
/// meets it in the same distribution of overlaps, and the other way round; so any two comparisons of a block are independent, and a
/// frequency p has the standard deviation √(p(1−p)/N) just as if every comparison drew its own segment and pattern. Unions differ
/// in size and so are no such case: see <see cref="UnionVariance"/>.</para>
/// <para>Each block has its own random stream; results do not depend on the number of threads.</para>
/// </remarks>
public static class MatchSimulation
{
    private const int SegmentsPerBlock = 1000;
    private const int MostPatternsPerBlock = 1000;

    /// <summary>Random segments against random patterns (equation 4).</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells of a pattern, a.</param>
    /// <param name="synapses">Synapses of a segment, s.</param>
    /// <param name="comparisons">At least so many comparisons; rounded up to whole blocks.</param>
    /// <param name="random">The stream; only its children are read.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="stop">Ends the simulation early.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static MatchHistogram FalseMatches(
        int cells, int active, int synapses, long comparisons, RandomStream random, int threads = 1, CancellationToken stop = default)
    {
        SdrTheory.CheckPopulation(cells, active, synapses, 0);
        return Run(cells, synapses, comparisons, random, threads, (segments, patterns, stream) =>
        {
            Fill(segments, stream.Child("segments"), (row, draws) => PackedBits.Choose(row, cells, synapses, draws));
            Fill(patterns, stream.Child("patterns"), (row, draws) => PackedBits.Choose(row, cells, active, draws));
        }, stop);
    }

    /// <summary>Subsamples of one pattern against corrupted copies of it (equations 5 and 6); each block has a pattern of its own.</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells of a pattern, a.</param>
    /// <param name="synapses">Synapses of a segment, s, at most a.</param>
    /// <param name="moved">Active cells that move elsewhere, v.</param>
    /// <param name="comparisons">At least so many comparisons; rounded up to whole blocks.</param>
    /// <param name="random">The stream; only its children are read.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="stop">Ends the simulation early.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static MatchHistogram CorruptedMatches(
        int cells, int active, int synapses, int moved, long comparisons, RandomStream random, int threads = 1, CancellationToken stop = default)
    {
        SdrTheory.CheckPopulation(cells, active, synapses, 0);
        Bounds.Check(synapses, 0, active, "the active cells: a segment is a subsample of the pattern");
        Bounds.Check(moved, 0, Math.Min(active, cells - active), "the active cells, and the inactive ones");
        return Run(cells, synapses, comparisons, random, threads, (segments, patterns, stream) =>
        {
            var original = SdrGenerator.Uniform(cells, active, stream.Child("original"));
            var list = original.ActiveCells();
            Fill(segments, stream.Child("segments"), (row, draws) => PackedBits.ChooseOf(row, list, synapses, draws));
            Fill(patterns, stream.Child("patterns"), (row, draws) => original.AddNoise(moved, draws).Words.CopyTo(row));
        }, stop);
    }

    /// <summary>Segments that several patterns share against random patterns (equation 15).</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells of a pattern, a.</param>
    /// <param name="synapses">Synapses that each pattern adds, s.</param>
    /// <param name="patterns">Patterns that share a segment, M.</param>
    /// <param name="comparisons">At least so many comparisons; rounded up to whole blocks.</param>
    /// <param name="random">The stream; only its children are read.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="stop">Ends the simulation early.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static MatchHistogram UnionMatches(
        int cells, int active, int synapses, int patterns, long comparisons, RandomStream random, int threads = 1, CancellationToken stop = default)
    {
        SdrTheory.CheckPopulation(cells, active, synapses, 0);
        Bounds.CheckNotBelow(patterns, 0);
        return Run(cells, active, comparisons, random, threads, (segments, activities, stream) =>
        {
            var one = new ulong[Sdr.WordsFor(cells)];
            Fill(segments, stream.Child("segments"), (row, draws) =>
            {
                row.Clear();
                for (var pattern = 0; pattern < patterns; pattern++)
                {
                    PackedBits.Choose(one, cells, synapses, draws);
                    for (var word = 0; word < one.Length; word++)
                    {
                        row[word] |= one[word];
                    }
                }
            });
            Fill(activities, stream.Child("patterns"), (row, draws) => PackedBits.Choose(row, cells, active, draws));
        }, stop);
    }

    /// <summary>The variance of a frequency that <see cref="UnionMatches"/> gives: [p(1−p) + (k−1)·Var p(X)] / N with k patterns a segment.</summary>
    /// <param name="match">The exact probability and its variance over segments.</param>
    /// <param name="result">What was simulated.</param>
    public static double UnionVariance(UnionMatch match, MatchHistogram result) =>
        ((match.Probability * (1 - match.Probability)) + ((result.PatternsPerSegment - 1) * match.Variance)) / result.Comparisons;

    private static MatchHistogram Run(int cells, int largestOverlap, long comparisons, RandomStream random, int threads,
        Action<SdrTable, SdrTable, RandomStream> draw, CancellationToken stop)
    {
        Bounds.CheckNotBelow(comparisons, 1);
        Bounds.CheckNotBelow(threads, 1);
        var patterns = (int)Math.Min(MostPatternsPerBlock, (comparisons + SegmentsPerBlock - 1) / SegmentsPerBlock);
        var blocks = (comparisons + ((long)patterns * SegmentsPerBlock) - 1) / ((long)patterns * SegmentsPerBlock);
        var counts = new long[largestOverlap + 1];
        void Block(long block, (SdrTable Segments, SdrTable Patterns, int[] Counts) own)
        {
            draw(own.Segments, own.Patterns, random.Child(string.Create(CultureInfo.InvariantCulture, $"block {block}")));
            Count(own.Segments, own.Patterns, own.Counts);
            lock (counts)
            {
                for (var overlap = 0; overlap < counts.Length; overlap++)
                {
                    counts[overlap] += own.Counts[overlap];
                }
            }
        }

        (SdrTable, SdrTable, int[]) Own() => (new SdrTable(cells, SegmentsPerBlock), new SdrTable(cells, patterns), new int[counts.Length]);
        if (threads == 1)
        {
            var own = Own();
            for (long block = 0; block < blocks; block++)
            {
                stop.ThrowIfCancellationRequested();
                Block(block, own);
            }
        }
        else
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, Own, (block, _, own) =>
            {
                Block(block, own);
                return own;
            }, _ => { });
        }

        return new MatchHistogram(counts, patterns);
    }

    private static void Count(SdrTable segments, SdrTable patterns, int[] counts)
    {
        Array.Clear(counts);
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = patterns.Row(i);
            for (var j = 0; j < segments.Count; j++)
            {
                counts[OverlapKernel.Count(segments.Row(j), pattern)]++;
            }
        }
    }

    private static void Fill(SdrTable table, RandomStream random, RowWriter write)
    {
        for (var row = 0; row < table.Count; row++)
        {
            write(table.MutableRow(row), random);
        }
    }

    private delegate void RowWriter(Span<ulong> row, RandomStream random);
}
