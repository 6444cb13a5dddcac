using System.Numerics;
using Glia.Random;
using Glia.Signals;

namespace Glia.Vision;

/// <summary>Moving textures of random phase, whose spatial frequency, orientation and velocity have a mean and a spread each.</summary>
/// <remarks>
/// <para>Amplitude at (f_x, f_y, f_t), f = √(f_x² + f_y²): exp(−½ (ln(f/f₀)/ln(1 + B_f/f₀))²)/f · exp(cos(2(angle − θ))/(4 B_θ²)) · exp(−½ ((f_t + V·f)/(B_V f))²).</para>
/// <para>Sanz Leon et al., 2012; defaults from memory. Cost: a Fourier transform of the film, sides rounded up to powers of two.</para>
/// </remarks>
public static class MotionClouds
{
    /// <summary>Draws a film and normalises it as <see cref="ImageMovie"/> does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static Movie Draw(int steps, int height, int width, MotionCloudOptions options, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        options.Validated();
        var (frames, rows, columns) = (Rounded(steps), Rounded(height), Rounded(width));
        var spectrum = new Complex[frames * rows * columns];

        // The spectrum of Gaussian noise has random phases with the symmetry that makes the film real; here the real part is taken, which does the same.
        for (var t = 0; t < frames; t++)
        {
            for (var y = 0; y < rows; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    var phase = 2 * Math.PI * random.NextDouble();
                    var amplitude = Envelope(
                        options, FourierTransform.Frequency(x, columns), FourierTransform.Frequency(y, rows), FourierTransform.Frequency(t, frames));
                    spectrum[(((t * rows) + y) * columns) + x] = Complex.FromPolarCoordinates(amplitude, phase);
                }
            }
        }

        FourierTransform.Inverse(spectrum, frames, rows, columns);
        var values = new double[steps * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (t, y, x) = (i / (height * width), i / width % height, i % width);
            values[i] = spectrum[(((t * rows) + y) * columns) + x].Real;
        }

        return Movie.Normalized(steps, height, width, values);
    }

    /// <summary>The amplitude at a frequency in cycles per pixel and frame.</summary>
    internal static double Envelope(MotionCloudOptions options, double fx, double fy, double ft)
    {
        var f = double.Hypot(fx, fy);
        if (f == 0)
        {
            return 0;
        }

        var octaves = Math.Log(f / options.Frequency) / Math.Log(1 + (options.FrequencyBandwidth / options.Frequency));
        var radial = Math.Exp(-0.5 * octaves * octaves) / f;

        // One is taken from the cosine so that narrow spreads do not overflow.
        var orientation = double.IsPositiveInfinity(options.OrientationBandwidth)
            ? 1
            : Math.Exp((Math.Cos(2 * (Math.Atan2(fy, fx) - options.Orientation)) - 1) / (4 * options.OrientationBandwidth * options.OrientationBandwidth));
        var deviation = (ft + (options.VelocityX * fx) + (options.VelocityY * fy)) / (options.VelocityBandwidth * f);
        return radial * orientation * Math.Exp(-0.5 * deviation * deviation);
    }

    private static int Rounded(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)length);
}
