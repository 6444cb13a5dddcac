namespace Glia.Subspaces;

/// <summary>What a convolution looks at: images [channels, height, width] through square windows.</summary>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Kernel">Side of a window.</param>
/// <param name="Stride">Distance between windows. Default 1.</param>
/// <param name="Padding">Zeros added at each edge. Default 0.</param>
public sealed record ConvolutionShape(int Channels, int Height, int Width, int Kernel, int Stride = 1, int Padding = 0)
{
    /// <summary>Numbers of one image.</summary>
    public int ImageSize => Channels * Height * Width;

    /// <summary>Numbers of one window, in the order [channel, row, column] of a weight.</summary>
    public int PatchSize => Channels * Kernel * Kernel;

    /// <summary>Windows of one image.</summary>
    public int Patches => Places(Height) * Places(Width);

    /// <summary>Writes the windows of one image, row by row; places outside of the image are 0.</summary>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="patches">[<see cref="Patches"/>, <see cref="PatchSize"/>].</param>
    public void CopyPatches(ReadOnlySpan<float> image, Span<float> patches)
    {
        patches.Clear();
        var next = 0;
        for (var top = -Padding; top <= Height + Padding - Kernel; top += Stride)
        {
            for (var left = -Padding; left <= Width + Padding - Kernel; left += Stride)
            {
                CopyPatch(image, top, left, patches.Slice(next, PatchSize));
                next += PatchSize;
            }
        }
    }

    internal ConvolutionShape Validated() =>
        Channels >= 1 && Kernel >= 1 && Stride >= 1 && Padding >= 0 && Height + (2 * Padding) >= Kernel && Width + (2 * Padding) >= Kernel
            ? this
            : throw new ArgumentException($"A convolution needs at least one channel, a stride of at least 1, no negative padding, and images no smaller than its window; got {this}.");

    private void CopyPatch(ReadOnlySpan<float> image, int top, int left, Span<float> patch)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var row = Math.Max(0, -top); row < Math.Min(Kernel, Height - top); row++)
            {
                var (from, to) = (Math.Max(0, -left), Math.Min(Kernel, Width - left));
                image.Slice((((channel * Height) + top + row) * Width) + left + from, to - from)
                    .CopyTo(patch[((((channel * Kernel) + row) * Kernel) + from)..]);
            }
        }
    }

    private int Places(int length) => ((length + (2 * Padding) - Kernel) / Stride) + 1;
}
