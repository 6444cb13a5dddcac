using System.Numerics;
using System.Numerics.Tensors;
using Glia.Signals;

namespace Glia.Vision;

/// <summary>Moves images by fractions of a pixel, by turning the phases of their spectrum.</summary>
public static class SubpixelTranslation
{
    // Room around a part of the image: the outer pixels are faded out, so that the part has no seam where it meets itself.
    private const int Fade = 12;
    private const int Margin = 16;

    /// <summary>Moves an image down and to the right, what leaves it at an edge comes back at the opposite one: spectrum times e^(−2πi(dy·f_y + dx·f_x)).</summary>
    /// <param name="image">Rows and columns must be powers of two.</param>
    /// <param name="dy">Pixels down; any real number.</param>
    /// <param name="dx">Pixels to the right; any real number.</param>
    /// <exception cref="ArgumentException">A side is no power of two.</exception>
    public static GreyImage Apply(GreyImage image, double dy, double dx)
    {
        var spectrum = Array.ConvertAll(image.Validated().Pixels, pixel => new Complex(pixel, 0));
        Turn(spectrum, image.Height, image.Width, dy, dx);
        return image with { Pixels = Array.ConvertAll(spectrum, value => value.Real) };
    }

    /// <summary>Cuts a part out of an image that repeats, at a corner between pixels: about the same numbers as moving the whole image, far cheaper.</summary>
    /// <remarks>The surroundings, at least 16 pixels at each side, are faded out over their outer 12 pixels before it is moved.</remarks>
    /// <param name="image">Any size.</param>
    /// <param name="top">Row of the part's upper left corner; any real number.</param>
    /// <param name="left">Column of the part's upper left corner; any real number.</param>
    /// <param name="destination">[height, width] row by row.</param>
    /// <param name="height">Rows of the part.</param>
    /// <param name="width">Columns of the part.</param>
    internal static void Cut(GreyImage image, double top, double left, Span<double> destination, int height, int width)
    {
        var (rows, columns) = (Padded(height), Padded(width));
        var (marginY, marginX) = ((rows - height) / 2, (columns - width) / 2);
        var (wholeY, wholeX) = ((int)Math.Floor(top), (int)Math.Floor(left));
        var patch = new double[rows * columns];
        for (var y = 0; y < rows; y++)
        {
            var source = Modulo(wholeY - marginY + y, image.Height) * image.Width;
            var fadeY = Window(y, rows);
            for (var x = 0; x < columns; x++)
            {
                patch[(y * columns) + x] = image.Pixels[source + Modulo(wholeX - marginX + x, image.Width)] * fadeY * Window(x, columns);
            }
        }

        // Turning phases and transforming back is a sum over the line with Dirichlet's kernel, which only the part's own pixels need.
        var down = Dirichlet(top - wholeY, rows);
        var across = Dirichlet(left - wholeX, columns);
        var line = new double[columns];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(line);
            for (var from = 0; from < rows; from++)
            {
                TensorPrimitives.MultiplyAdd(patch.AsSpan(from * columns, columns), down[rows + from - marginY - y], line, line);
            }

            for (var x = 0; x < width; x++)
            {
                destination[(y * width) + x] = TensorPrimitives.Dot<double>(line, across.AsSpan(columns - marginX - x, columns));
            }
        }
    }

    // Weight of the sample at i − length relative to a place a fraction of a pixel further; two periods.
    private static double[] Dirichlet(double fraction, int length) => [.. Enumerable.Range(0, 2 * length).Select(i =>
    {
        var distance = i - length - fraction;
        return distance == 0 || Math.Abs(distance) == length ? 1 : Math.Sin(Math.PI * distance) / (length * Math.Tan(Math.PI * distance / length));
    })];

    private static void Turn(Complex[] values, int height, int width, double dy, double dx)
    {
        FourierTransform.Forward(values, height, width);
        var across = Array.ConvertAll([.. Enumerable.Range(0, width)], x => Complex.FromPolarCoordinates(1, -2 * Math.PI * dx * FourierTransform.Frequency(x, width)));
        for (var y = 0; y < height; y++)
        {
            var down = Complex.FromPolarCoordinates(1, -2 * Math.PI * dy * FourierTransform.Frequency(y, height));
            for (var x = 0; x < width; x++)
            {
                values[(y * width) + x] *= down * across[x];
            }
        }

        FourierTransform.Inverse(values, height, width);
    }

    private static int Padded(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)(length + (2 * Margin)));

    private static double Window(int index, int length)
    {
        var inside = Math.Min(index, length - 1 - index) + 0.5;
        return inside >= Fade ? 1 : 0.5 - (0.5 * Math.Cos(Math.PI * inside / Fade));
    }

    private static int Modulo(int index, int length) => ((index % length) + length) % length;
}
