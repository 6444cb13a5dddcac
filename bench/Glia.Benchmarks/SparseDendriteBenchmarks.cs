using System.Numerics;
using BenchmarkDotNet.Attributes;
using Glia.Dendrites;
using Glia.Random;

namespace Glia.Benchmarks;

/// <summary>One pattern of 4,096 cells, 80 active, against stored segments of 24 synapses: the packed table against a merge of sorted indices and a plain popcount loop.</summary>
/// <remarks>A million segments are 512 MB packed, so that memory bounds the wide kernels; a thousand stay in cache. <see cref="MemoryRead"/> is the bound.</remarks>
[MemoryDiagnoser]
public class SparseDendriteOverlapBenchmarks
{
    private const int Cells = 4096;
    private const int Active = 80;
    private const int Synapses = 24;
    private SdrTable _table = null!;
    private SegmentTable _lists = null!;
    private Sdr _pattern = null!;
    private ushort[] _sortedSegments = [];
    private ushort[] _sortedPattern = [];
    private int[] _overlaps = [];

    /// <summary>Number of stored segments.</summary>
    [Params(1000, 1_000_000)]
    public int Segments { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new RandomStream(1, "bench");
        _table = new SdrTable(Cells, Segments);
        _sortedSegments = new ushort[Segments * Synapses];
        _overlaps = new int[Segments];
        var segments = new Sdr[Segments];
        for (var row = 0; row < Segments; row++)
        {
            segments[row] = SdrGenerator.Uniform(Cells, Synapses, random);
            Sorted(segments[row]).CopyTo(_sortedSegments, row * Synapses);
        }

        _table = new SdrTable(segments);
        _lists = new SegmentTable(segments);

        _pattern = SdrGenerator.Uniform(Cells, Active, random);
        _sortedPattern = Sorted(_pattern);
    }

    /// <summary>The packed table on one thread.</summary>
    [Benchmark(Baseline = true)]
    public void Packed() => _table.Overlaps(_pattern, _overlaps);

    /// <summary>The packed table on two threads.</summary>
    [Benchmark]
    public void PackedOnTwoThreads() => _table.OverlapsInParallel(_pattern, _overlaps, threads: 2);

    /// <summary>Lists of synapses against the packed pattern.</summary>
    [Benchmark]
    public void Lists() => _lists.Overlaps(_pattern, _overlaps);

    /// <summary>The same packed rows, word by word.</summary>
    [Benchmark]
    public void ScalarPopcount()
    {
        var pattern = _pattern.Words;
        for (var row = 0; row < Segments; row++)
        {
            var words = _table.Row(row);
            var sum = 0;
            for (var i = 0; i < words.Length; i++)
            {
                sum += BitOperations.PopCount(words[i] & pattern[i]);
            }

            _overlaps[row] = sum;
        }
    }

    /// <summary>Sorted lists of indices, merged.</summary>
    [Benchmark]
    public void SortedMerge()
    {
        for (var row = 0; row < Segments; row++)
        {
            var segment = _sortedSegments.AsSpan(row * Synapses, Synapses);
            int i = 0, j = 0, sum = 0;
            while (i < segment.Length && j < _sortedPattern.Length)
            {
                var (left, right) = (segment[i], _sortedPattern[j]);
                sum += left == right ? 1 : 0;
                i += left <= right ? 1 : 0;
                j += right <= left ? 1 : 0;
            }

            _overlaps[row] = sum;
        }
    }

    /// <summary>Reads the packed rows and nothing else: what memory allows.</summary>
    [Benchmark]
    public ulong MemoryRead()
    {
        var sum = Vector<ulong>.Zero;
        for (var row = 0; row < Segments; row++)
        {
            var words = _table.Row(row);
            for (var i = 0; i <= words.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
            {
                sum += new Vector<ulong>(words[i..]);
            }
        }

        return Vector.Sum(sum);
    }

    private static ushort[] Sorted(Sdr pattern) => Array.ConvertAll(pattern.ActiveCells(), cell => (ushort)cell);
}
