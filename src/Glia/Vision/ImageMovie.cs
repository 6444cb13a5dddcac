using Glia.Random;

namespace Glia.Vision;

/// <summary>Films an image that moves along a path behind a small window.</summary>
public static class ImageMovie
{
    /// <summary>Pixels of the image that stay free at each edge.</summary>
    public const int Margin = 5;

    /// <summary>Cuts one frame a millisecond, takes the mean of all, and divides by the largest magnitude.</summary>
    /// <remarks>The window's corner is at x₀ − cumulated motion, so that the content moves with the path's velocity; x₀ is uniform over the places at which the
    /// whole film stays inside the image. Between pixels by <see cref="SubpixelTranslation"/>.</remarks>
    /// <param name="image">A whitened image.</param>
    /// <param name="path">The motion.</param>
    /// <param name="height">Rows of a frame.</param>
    /// <param name="width">Columns of a frame.</param>
    /// <param name="random">Where the film begins.</param>
    /// <exception cref="ArgumentException">The image is too small for the window, the path and the margin; the message says how large it must be.</exception>
    public static Movie Film(GreyImage image, EyeMovementPath path, int height, int width, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        image.Validated();
        var (lowY, highY) = Start(path.Y, image.Height, height, "rows");
        var (lowX, highX) = Start(path.X, image.Width, width, "columns");
        var startY = lowY + (random.NextDouble() * (highY - lowY));
        var startX = lowX + (random.NextDouble() * (highX - lowX));
        var values = new double[path.Steps * height * width];
        for (var t = 0; t < path.Steps; t++)
        {
            SubpixelTranslation.Cut(image, startY - path.Y[t], startX - path.X[t], values.AsSpan(t * height * width, height * width), height, width);
        }

        return Movie.Normalized(path.Steps, height, width, values);
    }

    private static (double Low, double High) Start(ReadOnlySpan<double> path, int available, int window, string what)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var place in path)
        {
            (lowest, highest) = (Math.Min(lowest, place), Math.Max(highest, place));
        }

        var needed = (int)Math.Ceiling(window + (highest - lowest) + (2 * Margin));
        return available >= needed
            ? (Margin + highest, available - Margin - window + lowest)
            : throw new ArgumentException(
                $"The image has {available} {what}; a window of {window}, a path of {highest - lowest:0.#} pixels and {Margin} free pixels at each edge need {needed}. Take a larger image, fewer steps or a smaller window.");
    }
}
