using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Glia.Dendrites;

/// <summary>Many segments over one population as lists of their synapses, to be compared with one packed pattern.</summary>
/// <remarks>
/// A segment of 24 synapses takes 100 bytes here, whatever the population; in an <see cref="SdrTable"/> over 4,096 cells it takes 512
/// and is compared as fast. Take this one for larger populations, that one for denser patterns. Reading is thread-safe.
/// </remarks>
public sealed class SegmentTable
{
    private readonly int[] _cells;
    private readonly int[] _ends;

    /// <summary>Lists the synapses of segments.</summary>
    /// <param name="segments">The segments' synapses, all over one population.</param>
    /// <exception cref="ArgumentException">There are none, or they are over populations of different sizes.</exception>
    public SegmentTable(IReadOnlyList<Sdr> segments)
    {
        Cells = segments.Count > 0 ? segments[0].Cells : throw new ArgumentException("There must be at least one segment.", nameof(segments));
        _ends = new int[segments.Count];
        var end = 0;
        for (var segment = 0; segment < segments.Count; segment++)
        {
            _ends[segment] = end = segments[segment].Cells == Cells ? checked(end + segments[segment].ActiveCount)
                : throw new ArgumentException($"Segment {segment} is over {segments[segment].Cells} cells and the first over {Cells}.", nameof(segments));
        }

        _cells = new int[end];
        for (var segment = 0; segment < segments.Count; segment++)
        {
            segments[segment].ActiveCells().CopyTo(_cells, segment == 0 ? 0 : _ends[segment - 1]);
        }
    }

    /// <summary>Number of segments.</summary>
    public int Count => _ends.Length;

    /// <summary>Cells of the population, n.</summary>
    public int Cells { get; }

    /// <summary>Writes the active synapses of every segment under a pattern. Allocates nothing.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="overlaps">As many as segments are stored.</param>
    /// <exception cref="ArgumentException">The population or the length differs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Overlaps(Sdr pattern, Span<int> overlaps)
    {
        if (pattern.Cells != Cells || overlaps.Length != Count)
        {
            throw new ArgumentException($"The table has {Count} segments over {Cells} cells; the pattern is over {pattern.Cells}, and there is room for {overlaps.Length} overlaps.");
        }

        // Every cell was checked against the population when its pattern was made.
        ref var words = ref MemoryMarshal.GetReference(pattern.Words);
        var start = 0;
        for (var segment = 0; segment < overlaps.Length; segment++)
        {
            var sum = 0;
            foreach (var cell in _cells.AsSpan(start, _ends[segment] - start))
            {
                sum += (int)(Unsafe.Add(ref words, cell >> 6) >> (cell & 63) & 1);
            }

            overlaps[segment] = sum;
            start = _ends[segment];
        }
    }
}
