namespace Glia.Deltas;

/// <summary>How a frame lies in memory: channel last, with a border that takes what falls outside of the frame.</summary>
/// <param name="Shape">What is real.</param>
/// <param name="Stride">Numbers a place, channels and padding.</param>
/// <param name="RowPitch">Numbers from a row to the next.</param>
/// <param name="Origin">Index of the first real number.</param>
/// <param name="Length">Numbers in all, border included.</param>
internal readonly record struct FramePlane(FrameShape Shape, int Stride, int RowPitch, int Origin, int Length)
{
    private const int VectorBlock = 16;

    /// <summary>Numbers of the real places, padding of channels included.</summary>
    public int Cells => Shape.Height * RowCells;

    /// <summary>Numbers of the real places of a row.</summary>
    public int RowCells => Shape.Width * Stride;

    /// <summary>A frame as it comes: no padding, no border.</summary>
    public static FramePlane Packed(FrameShape shape) => new(shape, shape.Channels, shape.Width * shape.Channels, 0, shape.Units);

    /// <summary>A frame that vectors are added to: channels padded, a border of so many places at each side.</summary>
    public static FramePlane Padded(FrameShape shape, int before, int after)
    {
        var stride = Padded(shape.Channels);
        var pitch = (shape.Width + before + after) * stride;
        return new FramePlane(shape, stride, pitch, (before * pitch) + (before * stride), (shape.Height + before + after) * pitch);
    }

    /// <summary>A number of channels, rounded up to whole vectors.</summary>
    public static int Padded(int channels) => (channels + VectorBlock - 1) / VectorBlock * VectorBlock;

    /// <summary>Index of the first real number of a row.</summary>
    public int Row(int row) => Origin + (row * RowPitch);
}
