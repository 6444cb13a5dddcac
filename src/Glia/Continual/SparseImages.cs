using Glia.Data;

namespace Glia.Continual;

/// <summary>Labelled images that keep only their pixels that are not black: putting one into a batch, with its pixels moved anywhere, costs a fifth.</summary>
/// <remarks>Brightness is byte/255, in [0, 1], unless normalised. Immutable, so that trials on several threads can share one.</remarks>
public sealed class SparseImages
{
    private readonly int[] _starts;
    private readonly ushort[] _positions;
    private readonly float[] _values;
    private readonly byte[] _labels;

    /// <summary>Takes images as bytes, without saying how many rows they have.</summary>
    /// <param name="pixels">Image after image, each row by row.</param>
    /// <param name="labels">One class a image.</param>
    /// <param name="width">Pixels of one image, at most 65,536.</param>
    /// <exception cref="ArgumentException">The number of pixels is not images times width.</exception>
    public SparseImages(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> labels, int width)
        : this(pixels, labels, 1, width, null)
    {
    }

    /// <summary>Takes the images of a data set: digits, clothes, or others of that form.</summary>
    /// <param name="images">The images.</param>
    /// <exception cref="ArgumentException">There are no images, or they have more than 65,536 pixels.</exception>
    public SparseImages(LabelledImages images)
        : this(images.Pixels, images.Labels, images.Height, images.Width, null)
    {
    }

    /// <summary>Takes the images of a data set with their brightness normalised.</summary>
    /// <param name="images">The images.</param>
    /// <param name="normalization">How brightness is normalised.</param>
    /// <exception cref="ArgumentException">There are no images, or they have more than 65,536 pixels.</exception>
    public SparseImages(LabelledImages images, PixelNormalization normalization)
        : this(images.Pixels, images.Labels, images.Height, images.Width, normalization)
    {
    }

    private SparseImages(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> labels, int rows, int columns, PixelNormalization? normalization)
    {
        var width = rows * columns;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ushort.MaxValue + 1);
        if (labels.IsEmpty || pixels.Length != (long)labels.Length * width)
        {
            throw new ArgumentException($"{labels.Length} labels need {(long)labels.Length * width} pixels ({width} an image); got {pixels.Length}.", nameof(pixels));
        }

        (Rows, Columns, Width, Background) = (rows, columns, width, normalization?.Apply(0) ?? 0);
        _labels = labels.ToArray();
        _starts = new int[labels.Length + 1];
        var filled = pixels.Length - System.MemoryExtensions.Count(pixels, (byte)0);
        _positions = new ushort[filled];
        _values = new float[filled];
        var next = 0;
        for (var image = 0; image < labels.Length; image++)
        {
            var row = pixels.Slice(image * width, width);
            for (var i = 0; i < width; i++)
            {
                if (row[i] != 0)
                {
                    var brightness = row[i] / 255f;
                    _positions[next] = (ushort)i;
                    _values[next++] = normalization?.Apply(brightness) ?? brightness;
                }
            }

            _starts[image + 1] = next;
        }
    }

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows of one image; 1 where that was not said.</summary>
    public int Rows { get; }

    /// <summary>Columns of one image.</summary>
    public int Columns { get; }

    /// <summary>Pixels of one image.</summary>
    public int Width { get; }

    /// <summary>The value of a black pixel: 0 unless brightness is normalised.</summary>
    public float Background { get; }

    /// <summary>The class of an image.</summary>
    public int Label(int image) => _labels[image];

    /// <summary>Writes an image, pixel i to where <paramref name="position"/> says, and background elsewhere.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="position">The place of each pixel; empty for row-major order.</param>
    /// <param name="destination">One image.</param>
    public void CopyTo(int image, ReadOnlySpan<int> position, Span<float> destination)
    {
        destination.Fill(Background);
        var positions = Positions(image);
        var values = Values(image);
        if (position.IsEmpty)
        {
            for (var i = 0; i < positions.Length; i++)
            {
                destination[positions[i]] = values[i];
            }
        }
        else
        {
            for (var i = 0; i < positions.Length; i++)
            {
                destination[position[positions[i]]] = values[i];
            }
        }
    }

    /// <summary>Writes an image with its pixels moved.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="map">What is moved where; for images of this size.</param>
    /// <param name="destination">One image.</param>
    public void CopyTo(int image, PixelMap map, Span<float> destination)
    {
        if (map.IsPermutation)
        {
            CopyTo(image, map.Positions, destination);
            return;
        }

        destination.Fill(Background);
        var positions = Positions(image);
        var values = Values(image);
        for (var i = 0; i < positions.Length; i++)
        {
            foreach (var target in map.Targets(positions[i]))
            {
                destination[target] = values[i];
            }
        }
    }

    /// <summary>The places of the pixels of an image that are not black, row by row.</summary>
    public ReadOnlySpan<ushort> Positions(int image) => _positions.AsSpan(_starts[image].._starts[image + 1]);

    /// <summary>The values of the pixels of an image that are not black, as <see cref="Positions"/> lists them.</summary>
    public ReadOnlySpan<float> Values(int image) => _values.AsSpan(_starts[image].._starts[image + 1]);
}
