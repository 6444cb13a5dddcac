using System.Numerics;
using Glia.Signals;

namespace Glia.Vision;

/// <summary>Flattens the spectrum of an image, as the retina does, and says how steep a spectrum is.</summary>
public static class Whitening
{
    /// <summary>The usual cut-off f₀ in cycles per pixel.</summary>
    public const double Cutoff = 0.4;

    /// <summary>Power of natural images falls about as f⁻²; a spectrum flatter than f^this has been flattened already (or is noise).</summary>
    public const double FlattestNaturalSlope = -1;

    /// <summary>Multiplies the spectrum by f·exp(−(f/f₀)⁴) and scales to mean 0 and variance 1.</summary>
    /// <remarks>Olshausen and Field, 1996. The mean vanishes since f is 0 there. A constant image becomes 0.</remarks>
    /// <param name="image">Rows and columns must be powers of two.</param>
    /// <param name="cutoff">f₀ in cycles per pixel.</param>
    /// <exception cref="ArgumentException">A side is no power of two.</exception>
    public static GreyImage Apply(GreyImage image, double cutoff = Cutoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        var spectrum = Spectrum(image);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var f = Radius(image, y, x);
                spectrum[(y * image.Width) + x] *= f * Math.Exp(-Math.Pow(f / cutoff, 4));
            }
        }

        FourierTransform.Inverse(spectrum, image.Height, image.Width);
        var deviation = Math.Sqrt(spectrum.Average(value => value.Real * value.Real));
        return image with { Pixels = Array.ConvertAll(spectrum, value => deviation < 1e-300 ? 0 : value.Real / deviation) };
    }

    /// <summary>The slope of log power over log frequency from 0.02 to 0.25 cycles per pixel: about −2 for photographs, 0 for noise, above 0 after whitening.</summary>
    /// <inheritdoc cref="Apply" path="/exception"/>
    public static double SpectralSlope(GreyImage image)
    {
        const double lowest = 0.02, highest = 0.25;
        const int rings = 16;
        var spectrum = Spectrum(image);
        var (power, count) = (new double[rings], new int[rings]);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var f = Radius(image, y, x);
                if (f is >= lowest and < highest)
                {
                    var ring = (int)(rings * Math.Log(f / lowest) / Math.Log(highest / lowest));
                    var value = spectrum[(y * image.Width) + x];
                    power[ring] += (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
                    count[ring]++;
                }
            }
        }

        var points = Enumerable.Range(0, rings).Where(ring => count[ring] > 0 && power[ring] > 0)
            .Select(ring => (X: (ring + 0.5) * Math.Log(highest / lowest) / rings, Y: Math.Log(power[ring] / count[ring]))).ToList();
        if (points.Count < 2)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
    }

    private static Complex[] Spectrum(GreyImage image)
    {
        image.Validated();
        var mean = image.Pixels.Average();
        var spectrum = Array.ConvertAll(image.Pixels, pixel => new Complex(pixel - mean, 0));
        FourierTransform.Forward(spectrum, image.Height, image.Width);
        return spectrum;
    }

    private static double Radius(GreyImage image, int y, int x) => double.Hypot(FourierTransform.Frequency(y, image.Height), FourierTransform.Frequency(x, image.Width));
}
