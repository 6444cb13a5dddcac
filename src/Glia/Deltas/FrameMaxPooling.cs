namespace Glia.Deltas;

/// <summary>The largest number of each window and channel. Not linear: it stands before an encoder or the end of the network, like <see cref="FrameRectifier"/> and beside it.</summary>
/// <remarks>
/// <para>Quantising keeps order, so that with one step a channel the largest level of a window is the level of its largest number: pooling before the quantiser gives what pooling behind it would, exactly
/// (the published layer pools behind it, 3 × 3 with stride 1).</para>
/// <para>Cost: the whole plane is pooled anew each frame, window² comparisons an output, whatever has changed; none is a multiply-accumulate, and none is counted. Nothing is kept between frames.</para>
/// </remarks>
/// <param name="Name">The layer's name.</param>
/// <param name="Window">Rows and columns of a window.</param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
/// <param name="Padding">Rows and columns around the frame that windows may cover, at most half a window; they never hold the largest number.</param>
public sealed record FrameMaxPooling(string Name, int Window, int Stride, int Padding = 0) : FrameLayer(Name)
{
    internal FrameShape OutputOf(FrameShape input)
    {
        var (height, width) = (Length(input.Height), Length(input.Width));
        return Window > 0 && Stride > 0 && Padding >= 0 && 2 * Padding <= Window && height > 0 && width > 0
            ? input with { Height = height, Width = width }
            : throw new ArgumentException(
                $"Layer '{Name}' takes the largest of {Window} × {Window} numbers with stride {Stride} and padding {Padding}; window and stride must be positive, the padding from 0 to half a window, and a frame of {input} must hold a window.");
    }

    private int Length(int input) => Stride <= 0 || input + (2 * Padding) < Window ? 0 : ((input + (2 * Padding) - Window) / Stride) + 1;
}
