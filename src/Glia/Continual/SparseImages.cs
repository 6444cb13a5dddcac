namespace Glia.Continual;

/// <summary>Labelled images that keep only their pixels that are not zero: putting one into a batch, with its pixels in any order, costs a fifth.</summary>
/// <remarks>Brightness is byte/255, in [0, 1]. Immutable, so that trials on several threads can share one.</remarks>
public sealed class SparseImages
{
    private readonly int[] _starts;
    private readonly ushort[] _positions;
    private readonly float[] _values;
    private readonly byte[] _labels;

    /// <summary>Takes images as bytes.</summary>
    /// <param name="pixels">Image after image, each row by row.</param>
    /// <param name="labels">One class a image.</param>
    /// <param name="width">Pixels of one image, at most 65,536.</param>
    /// <exception cref="ArgumentException">The number of pixels is not images times width.</exception>
    public SparseImages(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> labels, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ushort.MaxValue + 1);
        if (labels.IsEmpty || pixels.Length != (long)labels.Length * width)
        {
            throw new ArgumentException($"{labels.Length} labels need {(long)labels.Length * width} pixels ({width} an image); got {pixels.Length}.", nameof(pixels));
        }

        Width = width;
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
                    _positions[next] = (ushort)i;
                    _values[next++] = row[i] / 255f;
                }
            }

            _starts[image + 1] = next;
        }
    }

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Pixels of one image.</summary>
    public int Width { get; }

    /// <summary>The class of an image.</summary>
    public int Label(int image) => _labels[image];

    /// <summary>The places of the pixels of an image that are not zero, row by row.</summary>
    public ReadOnlySpan<ushort> Positions(int image) => _positions.AsSpan(_starts[image].._starts[image + 1]);

    /// <summary>The brightness of the pixels of an image that are not zero, as <see cref="Positions"/> lists them.</summary>
    public ReadOnlySpan<float> Values(int image) => _values.AsSpan(_starts[image].._starts[image + 1]);

    /// <summary>Writes an image, pixel i to where <paramref name="position"/> says, and zeros elsewhere.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="position">The place of each pixel; empty for row-major order.</param>
    /// <param name="destination">One image.</param>
    public void CopyTo(int image, ReadOnlySpan<int> position, Span<float> destination)
    {
        destination.Clear();
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
}
