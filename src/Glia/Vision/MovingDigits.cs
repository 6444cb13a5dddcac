using Glia.Data;
using Glia.Random;

namespace Glia.Vision;

/// <summary>Short films of a handwritten digit that moves over a still background, with the noise of a sensor: a small stand-in for video with labels.</summary>
/// <remarks>The digit's corner starts anywhere, moves with a constant velocity and bounces at the edges; between pixels it is interpolated bilinearly and covers the background by
/// its brightness. The background is uniform noise smoothed by a Gaussian of two pixels. Brightness is about 0 to 1, not clipped.</remarks>
public sealed class MovingDigits
{
    private const double Smoothing = 2;
    private readonly LabelledImages _digits;
    private readonly MovingDigitsOptions _options;

    /// <summary>Takes the digits.</summary>
    /// <param name="digits">Images, square or not.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A constant is out of range.</exception>
    public MovingDigits(LabelledImages digits, MovingDigitsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(digits);
        _digits = digits;
        _options = (options ?? new MovingDigitsOptions()).Validated(Math.Max(digits.Height, digits.Width));
    }

    /// <summary>Films one image.</summary>
    /// <param name="index">The image.</param>
    /// <param name="random">The clip's stream.</param>
    /// <returns>[frames, canvas, canvas].</returns>
    public float[] Film(int index, RandomStream random) => Film(index, index, _options.Frames, random);

    /// <summary>Films an image that gives way to another in mid-film, which goes on along its path.</summary>
    /// <remarks>What a film shows can then not be told from its first frame.</remarks>
    /// <param name="index">The image at first.</param>
    /// <param name="next">The image from the change on.</param>
    /// <param name="change">The first frame of the next image, 0 to the number of frames.</param>
    /// <param name="random">The clip's stream.</param>
    /// <returns>[frames, canvas, canvas].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The film has no such frame.</exception>
    public float[] Film(int index, int next, int change, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (change < 0 || change > _options.Frames)
        {
            throw new ArgumentOutOfRangeException(nameof(change), change, $"The image can change at frame 0 to {_options.Frames} of a film of {_options.Frames}; got {change}.");
        }

        var size = _options.Canvas;
        var (first, second, background) = (Image(index), Image(next), Background(random));
        var still = random.NextDouble() < _options.StillShare;
        var (y, x) = (Coordinate.Draw(random, size - _digits.Height, _options.LargestSpeed), Coordinate.Draw(random, size - _digits.Width, _options.LargestSpeed));
        var film = new float[_options.Frames * size * size];
        for (var frame = 0; frame < _options.Frames; frame++)
        {
            var pixels = film.AsSpan(frame * size * size, size * size);
            background.CopyTo(pixels);
            var time = still ? 0 : frame;
            Place(frame < change ? first : second, y.At(time), x.At(time), pixels);
            foreach (ref var pixel in pixels)
            {
                pixel += _options.NoiseDeviation == 0 ? 0 : (float)(_options.NoiseDeviation * random.NextGaussian());
            }
        }

        return film;
    }

    private float[] Image(int index)
    {
        var image = new float[_digits.PixelsPerImage];
        _digits.CopyTo(index, image);
        return image;
    }

    // Each pixel of the digit covers four of the canvas in part.
    private void Place(ReadOnlySpan<float> digit, double top, double left, Span<float> pixels)
    {
        var (size, row, column) = (_options.Canvas, (int)Math.Floor(top), (int)Math.Floor(left));
        var (down, right) = ((float)(top - row), (float)(left - column));
        float Digit(ReadOnlySpan<float> values, int y, int x) => y < 0 || x < 0 || y >= _digits.Height || x >= _digits.Width ? 0 : values[(y * _digits.Width) + x];
        for (var y = 0; y <= _digits.Height && row + y < size; y++)
        {
            for (var x = 0; x <= _digits.Width && column + x < size; x++)
            {
                var cover = ((1 - down) * (((1 - right) * Digit(digit, y, x)) + (right * Digit(digit, y, x - 1))))
                    + (down * (((1 - right) * Digit(digit, y - 1, x)) + (right * Digit(digit, y - 1, x - 1))));
                ref var pixel = ref pixels[((row + y) * size) + column + x];
                pixel += cover * (1 - pixel);
            }
        }
    }

    private float[] Background(RandomStream random)
    {
        var size = _options.Canvas;
        var noise = new float[size * size];
        random.FillUniform(noise, 0, 1);
        var smooth = Smoothed(Smoothed(noise, size), size);
        var (lowest, highest) = (smooth.Min(), smooth.Max());
        return Array.ConvertAll(smooth, value => (float)_options.BackgroundAmplitude * (value - lowest) / (highest - lowest));
    }

    // Smooths along rows, over the edges, and turns rows into columns.
    private static float[] Smoothed(float[] image, int size)
    {
        const int reach = (int)(3 * Smoothing);
        var weights = Enumerable.Range(-reach, (2 * reach) + 1).Select(d => Math.Exp(-d * d / (2 * Smoothing * Smoothing))).ToArray();
        var result = new float[image.Length];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var sum = 0.0;
                for (var d = -reach; d <= reach; d++)
                {
                    sum += weights[d + reach] * image[(y * size) + ((x + d + size) % size)];
                }

                result[(x * size) + y] = (float)sum;
            }
        }

        return result;
    }

    // A place between 0 and an edge, with a velocity that turns there.
    private readonly record struct Coordinate(double Start, double Velocity, double Edge)
    {
        public static Coordinate Draw(RandomStream random, double edge, double largestSpeed) =>
            new(random.NextDouble() * edge, ((2 * random.NextDouble()) - 1) * largestSpeed, edge);

        public double At(int frame)
        {
            if (Edge == 0)
            {
                return 0;
            }

            var place = Math.Abs(Start + (Velocity * frame)) % (2 * Edge);
            return place > Edge ? (2 * Edge) - place : place;
        }
    }
}
