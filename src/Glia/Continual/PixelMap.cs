using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Glia.Continual;

/// <summary>Where each pixel of a task's input comes from: a permutation, or a rotation.</summary>
/// <remarks>Pixel j of the input is pixel <see cref="Sources"/>[j] of the image, or background where that is −1. Immutable.</remarks>
public sealed class PixelMap
{
    private readonly int[] _sources;
    private readonly int[] _starts;
    private readonly int[] _targets;

    private PixelMap(int[] sources)
    {
        _sources = sources;
        _starts = new int[sources.Length + 1];
        foreach (var source in sources.Where(source => source >= 0))
        {
            _starts[source + 1]++;
        }

        for (var pixel = 0; pixel < sources.Length; pixel++)
        {
            _starts[pixel + 1] += _starts[pixel];
        }

        _targets = new int[_starts[^1]];
        var next = _starts[..^1];
        for (var target = 0; target < sources.Length; target++)
        {
            if (sources[target] >= 0)
            {
                _targets[next[sources[target]]++] = target;
            }
        }

        IsPermutation = _targets.Length == sources.Length && Enumerable.Range(0, sources.Length).All(pixel => _starts[pixel] == pixel);
    }

    /// <summary>For each pixel of the input, the pixel of the image, or −1 for background.</summary>
    public IReadOnlyList<int> Sources => _sources;

    /// <summary>Number of pixels of image and input.</summary>
    public int Pixels => _sources.Length;

    /// <summary>Whether every pixel of the image is in the input once.</summary>
    public bool IsPermutation { get; }

    /// <summary>SHA-256 of <see cref="Sources"/> as 32-bit little-endian numbers, for reports.</summary>
    public string Fingerprint
    {
        get
        {
            var bytes = new byte[_sources.Length * sizeof(int)];
            for (var i = 0; i < _sources.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), _sources[i]);
            }

            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
    }

    /// <summary>With a permutation: where each pixel of the image goes.</summary>
    internal ReadOnlySpan<int> Positions => _targets;

    /// <summary>Pixel j of the input is pixel <paramref name="order"/>[j] of the image.</summary>
    /// <exception cref="ArgumentException">The order does not hold each of 0 … length−1 once.</exception>
    public static PixelMap Permutation(IReadOnlyList<int> order) => Problem(order, order.Count) is { } problem
        ? throw new ArgumentException(problem, nameof(order))
        : new PixelMap([.. order]);

    /// <summary>Turns an image of <paramref name="rows"/> by <paramref name="columns"/> pixels against the clock around its centre, nearest neighbour.</summary>
    /// <remarks>
    /// <para>The rule is that of Pillow's <c>Image.rotate</c>, pixel by pixel: whole turns copy, half turns and (of square images) quarter turns move
    /// pixels without sampling; otherwise the centre of pixel (x, y) of the input is carried back by the inverse rotation in 16.16 fixed-point numbers,
    /// whose coefficients and start are each rounded once and then summed from pixel to pixel, and the pixel it falls into is taken.</para>
    /// <para>Since pixels are only moved, turning before or after the division by 255 is the same. Source: Pillow 9.4, <c>Image.py</c> and
    /// <c>Geometry.c</c>; rotated MNIST of Lopez-Paz and Ranzato 2017 is made with it.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the angle is not finite.</exception>
    public static PixelMap Rotation(int rows, int columns, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (!double.IsFinite(degrees))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "An angle of rotation must be a finite number of degrees.");
        }

        var turn = degrees % 360;
        turn += turn < 0 ? 360 : 0;
        Func<int, int, int> source = turn switch
        {
            0 => (y, x) => (y * columns) + x,
            180 => (y, x) => ((rows - 1 - y) * columns) + columns - 1 - x,
            90 when rows == columns => (y, x) => (x * columns) + columns - 1 - y,
            270 when rows == columns => (y, x) => ((rows - 1 - x) * columns) + y,
            _ => Sampled(rows, columns, turn),
        };
        return new PixelMap([.. Enumerable.Range(0, rows * columns).Select(pixel => source(pixel / columns, pixel % columns))]);
    }

    /// <summary>What is wrong with an order of so many pixels, or null.</summary>
    internal static string? Problem(IReadOnlyList<int> order, int pixels)
    {
        if (order.Count != pixels)
        {
            return string.Create(CultureInfo.InvariantCulture, $"A pixel order must hold each of 0 … {pixels - 1} once; got {order.Count} numbers.");
        }

        var seen = new bool[pixels];
        for (var i = 0; i < pixels; i++)
        {
            if ((uint)order[i] >= (uint)pixels || seen[order[i]])
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"A pixel order must hold each of 0 … {pixels - 1} once; its number {i + 1} is {order[i]}, which is {((uint)order[i] < (uint)pixels ? "there twice" : "outside")}.");
            }

            seen[order[i]] = true;
        }

        return null;
    }

    /// <summary>The pixels of the input that show a pixel of the image.</summary>
    internal ReadOnlySpan<int> Targets(int pixel) => _targets.AsSpan(_starts[pixel].._starts[pixel + 1]);

    private static Func<int, int, int> Sampled(int rows, int columns, double degrees)
    {
        var angle = -degrees * (Math.PI / 180);
        double cosine = Math.Round(Math.Cos(angle), 15), sine = Math.Round(Math.Sin(angle), 15);
        double centreX = columns / 2.0, centreY = rows / 2.0;
        var startX = Fixed((cosine * -centreX) + (sine * -centreY) + centreX + (cosine * .5) + (sine * .5));
        var startY = Fixed((-sine * -centreX) + (cosine * -centreY) + centreY + (-sine * .5) + (cosine * .5));
        int alongX = Fixed(cosine), alongY = Fixed(sine), acrossX = Fixed(-sine);
        return (y, x) =>
        {
            var fromX = (startX + (y * alongY) + (x * alongX)) >> 16;
            var fromY = (startY + (y * alongX) + (x * acrossX)) >> 16;
            return fromX >= 0 && fromX < columns && fromY >= 0 && fromY < rows ? (fromY * columns) + fromX : -1;
        };

        static int Fixed(double value) => (int)Math.Floor((value * 65536) + .5);
    }
}
