using Glia.Data;
using Glia.Random;

namespace Glia.Sequences;

/// <summary>Images read row by row, a row a step; which class it was is asked for at the last step. With digits: row-wise sequential MNIST.</summary>
/// <remarks>Le, Jaitly and Hinton 2015 (arXiv 1504.00941) in rows; as Liu et al. 2024 (arXiv 2310.08513) use it. Brightness from 0 to 1.</remarks>
/// <param name="images">The images that are drawn from.</param>
/// <param name="classes">Number of classes. Default 10.</param>
public sealed class SequentialMnist(LabelledImages images, int classes = 10)
{
    private readonly LabelledImages _images = images is { Count: > 0 } ? images : throw new ArgumentException("There must be an image to draw.", nameof(images));

    /// <summary>T, rows of an image.</summary>
    public int Steps => _images.Height;

    /// <summary>Pixels of a row.</summary>
    public int Channels => _images.Width;

    /// <summary>Number of images.</summary>
    public int Count => _images.Count;

    /// <summary>Draws images with replacement.</summary>
    /// <param name="count">B.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>Sequences with one answer each, at the last step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive, or a label is none of the classes.</exception>
    public SequenceTask Draw(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(random);
        var chosen = new int[count];
        foreach (ref var image in chosen.AsSpan())
        {
            image = random.NextInt(_images.Count);
        }

        return Of(chosen);
    }

    /// <summary>The sequences of chosen images.</summary>
    /// <param name="chosen">Indices of images.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image, or a label is none of the classes.</exception>
    public SequenceTask Of(ReadOnlySpan<int> chosen)
    {
        var (inputs, labels) = (new float[Steps * chosen.Length * Channels], new int[chosen.Length]);
        Span<float> pixels = new float[_images.PixelsPerImage];
        for (var b = 0; b < chosen.Length; b++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(chosen[b], nameof(chosen));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chosen[b], _images.Count, nameof(chosen));
            labels[b] = _images.Labels[chosen[b]];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels[b], classes, nameof(chosen));
            _images.CopyTo(chosen[b], pixels);
            for (var step = 0; step < Steps; step++)
            {
                pixels.Slice(step * Channels, Channels).CopyTo(inputs.AsSpan(((step * chosen.Length) + b) * Channels));
            }
        }

        return new SequenceTask(inputs, labels, Steps, chosen.Length, Channels, classes, Answers: 1);
    }
}
