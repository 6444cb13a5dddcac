using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Glia.Networks;

namespace Glia.Deltas;

/// <summary>What an encoder sends at one step: numbers with their channel, those of a place together.</summary>
internal sealed unsafe class FrameEvents
{
    private readonly AlignedBuffer _values;
    private readonly int[] _channels;
    private readonly int[] _pixels;
    private readonly int[] _starts;
    private readonly int _stride;
    private int _pixelEnd;
    private bool _isWhole;

    public FrameEvents(FramePlane source)
    {
        _stride = source.Stride;
        _values = new AlignedBuffer(source.Cells);
        _channels = new int[source.Cells];
        _pixels = new int[source.Shape.Height * source.Shape.Width];
        _starts = new int[_pixels.Length];
    }

    /// <summary>How many numbers were sent.</summary>
    public int Count { get; private set; }

    /// <summary>From how many places.</summary>
    public int Groups { get; private set; }

    public float* Values => _values.Pointer;

    public ReadOnlySpan<int> Channels => _channels;

    public void Clear() => (Count, Groups, _pixelEnd, _isWhole) = (0, 0, 0, false);

    /// <summary>The place of a group, counted row by row, and its numbers.</summary>
    public (int Pixel, int First, int Count) Group(int group)
    {
        var first = _starts[group];
        return (_pixels[group], first, (group + 1 < Groups ? _starts[group + 1] : Count) - first);
    }

    /// <summary>Adds the numbers of a row that are not zero; rows come in ascending order.</summary>
    /// <param name="firstCell">Index of the row's first number among all real places, padding of channels included.</param>
    /// <param name="values">The row.</param>
    /// <param name="length">Its numbers.</param>
    public void AddRow(int firstCell, float* values, int length)
    {
        var i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var bits = ~Vector512.Equals(Vector512.Load(values + i), Vector512<float>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            for (; bits != 0; bits &= bits - 1)
            {
                var at = i + BitOperations.TrailingZeroCount(bits);
                Add(firstCell + at, values[at]);
            }
        }

        for (; i < length; i++)
        {
            if (values[i] != 0)
            {
                Add(firstCell + i, values[i]);
            }
        }
    }

    /// <summary>Makes room for every number of a frame; <see cref="ValuesOf"/> gives it.</summary>
    public void SetWhole(FramePlane source)
    {
        if (_isWhole)
        {
            return;
        }

        (Groups, Count, _isWhole) = (_pixels.Length, source.Shape.Units, true);
        for (var pixel = 0; pixel < _pixels.Length; pixel++)
        {
            (_pixels[pixel], _starts[pixel]) = (pixel, pixel * source.Shape.Channels);
            for (var channel = 0; channel < source.Shape.Channels; channel++)
            {
                _channels[(pixel * source.Shape.Channels) + channel] = channel;
            }
        }
    }

    /// <summary>The numbers of a group.</summary>
    public Span<float> ValuesOf(int group)
    {
        var (_, first, count) = Group(group);
        return _values.Span.Slice(first, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int cell, float value)
    {
        if (cell >= _pixelEnd)
        {
            Begin(cell);
        }

        _values.Pointer[Count] = value;
        _channels[Count++] = cell - _pixelEnd + _stride;
    }

    private void Begin(int cell)
    {
        var pixel = cell / _stride;
        _pixelEnd = (pixel + 1) * _stride;
        _pixels[Groups] = pixel;
        _starts[Groups++] = Count;
    }
}
