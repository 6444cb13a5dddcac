using Glia.Networks;

namespace Glia.Deltas;

/// <summary>Turns activations into events, and remembers what it has sent.</summary>
internal abstract unsafe class FrameEncoder(FramePlane source, string name)
{
    private readonly AlignedBuffer _row = new(source.RowCells);

    /// <summary>Where the activations lie.</summary>
    public FramePlane Source => source;

    /// <summary>The layer's name.</summary>
    public string Name => name;

    /// <summary>Bytes of memory between frames.</summary>
    public long StateBytes => sizeof(float) * (long)source.Shape.Units;

    /// <summary>Sends what has changed.</summary>
    /// <param name="activations">The plane's memory.</param>
    /// <param name="floor">Activations below are raised to it: 0 for a rectifier, −∞ for none.</param>
    /// <param name="events">Filled.</param>
    public void SendChanges(float* activations, float floor, FrameEvents events)
    {
        events.Clear();
        for (var row = 0; row < source.Shape.Height; row++)
        {
            Advance(activations + source.Row(row), row, floor, _row.Pointer);
            events.AddRow(row * source.RowCells, _row.Pointer, source.RowCells);
        }
    }

    /// <summary>Takes activations as sent, without sending them.</summary>
    public void Take(float* activations, float floor)
    {
        for (var row = 0; row < source.Shape.Height; row++)
        {
            Advance(activations + source.Row(row), row, floor, _row.Pointer);
        }
    }

    /// <summary>Sends all numbers as they were sent last, zeros too.</summary>
    public void SendAll(FrameEvents events)
    {
        events.SetWhole(source);
        for (var row = 0; row < source.Shape.Height; row++)
        {
            CopySent(row, _row.Pointer);
            for (var column = 0; column < source.Shape.Width; column++)
            {
                _row.Span.Slice(column * source.Stride, source.Shape.Channels).CopyTo(events.ValuesOf((row * source.Shape.Width) + column));
            }
        }
    }

    /// <summary>Forgets what was sent.</summary>
    public abstract void Reset();

    /// <summary>Takes a row of activations as sent, and writes by what that differs from before.</summary>
    protected abstract void Advance(float* activations, int row, float floor, float* differences);

    /// <summary>Writes what was sent of a row.</summary>
    protected abstract void CopySent(int row, float* values);
}
