using Glia.Networks;

namespace Glia.Synapses;

/// <summary>What a layer with delays says: a number for each step, row, column and class.</summary>
/// <remarks>Around the sensor lies a border of half a receptive field, in which sums end that nobody reads.</remarks>
public sealed class SpatioTemporalEvidence
{
    private readonly AlignedBuffer _values;

    /// <summary>Makes evidence of zeros for the output of a kernel over so many steps, rows and columns.</summary>
    public SpatioTemporalEvidence(SpatioTemporalKernel kernel, int steps, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Steps, Height, Width, Classes) = (steps, height, width, kernel.Classes);
        (BorderY, BorderX) = (kernel.Height / 2, kernel.Width / 2);
        RowStride = (width + kernel.Width - 1) * Classes;
        StepStride = (height + kernel.Height - 1) * RowStride;
        _values = new AlignedBuffer(checked((steps * StepStride) + SpatioTemporalKernel.Block));
    }

    /// <summary>How many steps there are.</summary>
    public int Steps { get; }

    /// <summary>How many rows there are.</summary>
    public int Height { get; }

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Rows at each edge for which the receptive field reaches over the edge.</summary>
    public int BorderY { get; }

    /// <summary>Columns at each edge for which the receptive field reaches over the edge.</summary>
    public int BorderX { get; }

    /// <summary>The evidence of all classes at a step, a row and a column.</summary>
    public Span<float> this[int step, int y, int x] => Row(step, y).Slice(x * Classes, Classes);

    internal int RowStride { get; }

    internal int StepStride { get; }

    internal Span<float> Storage => _values.Span;

    internal unsafe float* Pointer => _values.Pointer;

    /// <summary>The evidence along a row: [column, class].</summary>
    public Span<float> Row(int step, int y) => (uint)step < (uint)Steps && (uint)y < (uint)Height
        ? _values.Span.Slice((step * StepStride) + ((y + BorderY) * RowStride) + (BorderX * Classes), Width * Classes)
        : throw new ArgumentOutOfRangeException(nameof(step), $"There is no step {step}, row {y} in {Steps} steps of {Height} rows.");

    /// <summary>Sets every place, the border too, to the same number a class.</summary>
    internal void Fill(ReadOnlySpan<float> bias)
    {
        var values = _values.Span;
        bias.CopyTo(values);
        for (var filled = Classes; filled < values.Length; filled *= 2)
        {
            values[..Math.Min(filled, values.Length - filled)].CopyTo(values[filled..]);
        }
    }

    internal void RequireMatches(SpatioTemporalKernel kernel, int steps, int height, int width)
    {
        if (kernel.Classes != Classes || kernel.Height / 2 != BorderY || kernel.Width / 2 != BorderX || (Steps, Height, Width) != (steps, height, width))
        {
            throw new ArgumentException($"Evidence of {Steps} × {Height} × {Width} with {Classes} classes and borders {BorderY}, {BorderX} does not fit a kernel of {kernel.Classes} classes with {kernel.Height} × {kernel.Width} over {steps} × {height} × {width}.");
        }
    }
}
