using CsCheck;
using Glia.Dendrites;
using Glia.Random;

namespace Glia.Tests.Dendrites;

/// <summary>Packed patterns, their kernels and their generators.</summary>
public sealed class SdrTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(3), InlineData(4), InlineData(7), InlineData(8), InlineData(9), InlineData(15), InlineData(16), InlineData(17)]
    [InlineData(63), InlineData(64), InlineData(125), InlineData(250), InlineData(1003)]
    public void Wide_kernels_count_what_the_plain_loop_counts(int words)
    {
        var random = new RandomStream(words, "kernel");
        var (a, b) = (new ulong[words], new ulong[words]);
        foreach (var dense in new[] { false, true })
        {
            for (var i = 0; i < words; i++)
            {
                (a[i], b[i]) = dense ? (ulong.MaxValue, ulong.MaxValue) : (random.NextUInt64(), random.NextUInt64());
            }

            var expected = a.Zip(b).Sum(pair => Convert.ToString((long)(pair.First & pair.Second), 2).Count(bit => bit == '1'));
            Assert.Equal(expected, OverlapKernel.CountWords(a, b));
            Assert.Equal(expected, OverlapKernel.Count(a, b));
            if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            {
                Assert.Equal(expected, OverlapKernel.Count256(a, b));
            }

            if (System.Runtime.Intrinsics.X86.Avx512BW.IsSupported)
            {
                Assert.Equal(expected, OverlapKernel.Count512(a, b));
            }
        }
    }

    [Fact]
    public void Packed_patterns_agree_with_sets_of_cells() =>
        (from cells in Gen.Int[1, 300]
         from first in Gen.Int[0, cells - 1].Array[0, 40]
         from second in Gen.Int[0, cells - 1].Array[0, 40]
         select (cells, first, second)).Sample(sets =>
        {
            var (a, b) = (new Sdr(sets.cells, sets.first), new Sdr(sets.cells, sets.second));
            return a.ActiveCells().SequenceEqual(sets.first.Distinct().Order())
                && a.ActiveCount == sets.first.Distinct().Count()
                && a.Overlap(b) == sets.first.Intersect(sets.second).Count()
                && a.Union(b).ActiveCells().SequenceEqual(sets.first.Union(sets.second).Order())
                && sets.first.All(cell => a[cell]);
        });

    [Fact]
    public void Subsamples_have_exactly_that_many_cells_all_of_the_pattern()
    {
        var random = new RandomStream(4, "subsample");
        var pattern = SdrGenerator.Uniform(500, 60, random);
        Assert.Equal(60, pattern.ActiveCount);
        for (var i = 0; i < 200; i++)
        {
            var sample = pattern.Subsample(i % 61, random);
            Assert.Equal(i % 61, sample.ActiveCount);
            Assert.Equal(i % 61, sample.Overlap(pattern));
        }
    }

    [Theory]
    [InlineData(500, 60)]
    [InlineData(100, 60)]
    [InlineData(100, 90)]
    public void Noise_moves_exactly_that_many_cells(int cells, int active)
    {
        var random = new RandomStream(5, "noise");
        var pattern = SdrGenerator.Uniform(cells, active, random);
        for (var moved = 0; moved <= Math.Min(active, cells - active); moved++)
        {
            var noisy = pattern.AddNoise(moved, random);
            Assert.Equal(active, noisy.ActiveCount);
            Assert.Equal(active - moved, noisy.Overlap(pattern));
        }
    }

    [Fact]
    public void Every_cell_is_drawn_as_often_as_any_other()
    {
        const int cells = 40, active = 10, draws = 8000;
        var random = new RandomStream(6, "uniform");
        var counts = new int[cells];
        var noisy = new int[cells];
        var original = new Sdr(cells, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for (var i = 0; i < draws; i++)
        {
            Array.ForEach(SdrGenerator.Uniform(cells, active, random).ActiveCells(), cell => counts[cell]++);
            Array.ForEach(original.AddNoise(5, random).ActiveCells(), cell => noisy[cell]++);
        }

        // Five standard deviations of a binomial count.
        Assert.All(counts, count => Assert.InRange(count, Low(0.25), High(0.25)));
        Assert.All(noisy[..10], count => Assert.InRange(count, Low(0.5), High(0.5)));
        Assert.All(noisy[10..], count => Assert.InRange(count, Low(1 / 6.0), High(1 / 6.0)));
        static int Low(double p) => (int)((p * draws) - (5 * Math.Sqrt(p * (1 - p) * draws)));
        static int High(double p) => (int)((p * draws) + (5 * Math.Sqrt(p * (1 - p) * draws)));
    }

    [Fact]
    public void Correlated_patterns_have_their_size_and_overlap_more_than_random_ones()
    {
        const int cells = 1000, active = 40;
        var random = new RandomStream(7, "correlated");
        var clusters = SdrGenerator.Clusters(cells, 60, random);
        Assert.All(clusters, cluster => Assert.InRange(cluster.ActiveCount, 2, 9));
        var patterns = Enumerable.Range(0, 60).Select(_ => SdrGenerator.Correlated(cells, active, clusters, random)).ToList();
        Assert.All(patterns, pattern => Assert.Equal(active, pattern.ActiveCount));
        var overlap = patterns.Skip(1).Average(pattern => pattern.Overlap(patterns[0]));
        Assert.True(overlap > 2 * active * active / (double)cells, $"Mean overlap {overlap}.");

        // Few clusters end in vain draws, not in an endless loop.
        Assert.Equal(200, SdrGenerator.Correlated(cells, 200, [clusters[0]], random).ActiveCount);
    }

    [Fact]
    public void A_table_gives_the_same_overlaps_alone_and_in_parallel_without_allocating()
    {
        var random = new RandomStream(8, "table");
        var patterns = Enumerable.Range(0, 3000).Select(_ => SdrGenerator.Uniform(2100, 300, random)).ToList();
        var table = new SdrTable(patterns);
        var query = SdrGenerator.Uniform(2100, 300, random);
        var (alone, parallel) = (new int[3000], new int[3000]);
        table.Overlaps(query, alone);
        table.OverlapsInParallel(query, parallel, threads: 3);
        Assert.Equal(patterns.Select(pattern => pattern.Overlap(query)), alone);
        Assert.Equal(alone, parallel);
        Assert.Equal(alone.Count(overlap => overlap >= 45), table.Matches(query, 45));
        var before = GC.GetAllocatedBytesForCurrentThread();
        table.Overlaps(query, alone);
        _ = table.Matches(query, 45);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
