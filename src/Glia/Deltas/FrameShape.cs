namespace Glia.Deltas;

/// <summary>The shape of one frame, [channels, height, width].</summary>
/// <param name="Channels">C.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct FrameShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers of a frame.</summary>
    public int Units => Channels * Height * Width;

    /// <summary>The shape as <c>[channels, height, width]</c>.</summary>
    public override string ToString() => $"[{Channels}, {Height}, {Width}]";
}
