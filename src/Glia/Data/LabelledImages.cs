namespace Glia.Data;

/// <summary>Grey images with a class label each.</summary>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Pixels">Brightness 0 to 255, [count, height, width].</param>
/// <param name="Labels">Classes, [count].</param>
public sealed record LabelledImages(int Height, int Width, byte[] Pixels, byte[] Labels)
{
    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Pixels of an image.</summary>
    public int PixelsPerImage => Height * Width;

    /// <summary>One image, row by row.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * PixelsPerImage, PixelsPerImage);

    /// <summary>The images with black margins of so many pixels on every side: MNIST with 2 is the 32 × 32 form of van de Ven's benchmarks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative.</exception>
    public LabelledImages Padded(int margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        var padded = new LabelledImages(Height + (2 * margin), Width + (2 * margin), new byte[Count * (Height + (2 * margin)) * (Width + (2 * margin))], Labels);
        for (var image = 0; image < Count; image++)
        {
            for (var row = 0; row < Height; row++)
            {
                Image(image).Slice(row * Width, Width).CopyTo(padded.Pixels.AsSpan((image * padded.PixelsPerImage) + ((row + margin) * padded.Width) + margin));
            }
        }

        return padded;
    }

    /// <summary>Writes one image as numbers from 0 to 1.</summary>
    /// <param name="index">The image.</param>
    /// <param name="destination">As long as an image.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CopyTo(int index, Span<float> destination)
    {
        if (destination.Length != PixelsPerImage)
        {
            throw new ArgumentException($"The destination must have {PixelsPerImage} elements; it has {destination.Length}.", nameof(destination));
        }

        var image = Image(index);
        for (var i = 0; i < image.Length; i++)
        {
            destination[i] = image[i] / 255f;
        }
    }
}
