using System.Collections.Concurrent;
using System.Numerics;

namespace Glia.Signals;

/// <summary>Discrete Fourier transform in place, of one to three dimensions whose lengths are powers of two.</summary>
/// <remarks>Radix 2, decimation in time. Forward is Σ x·e^(−2πi·jk/n), inverse divides by the number of elements. Cost: O(n log n).</remarks>
internal static class FourierTransform
{
    private static readonly ConcurrentDictionary<int, Complex[]> Roots = new();

    /// <summary>Transforms along every dimension.</summary>
    /// <exception cref="ArgumentException">A length is no power of two, or the lengths do not multiply to the number of elements.</exception>
    public static void Forward(Complex[] values, params ReadOnlySpan<int> lengths) => Transform(values, lengths, inverse: false);

    /// <summary>Transforms back along every dimension.</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Inverse(Complex[] values, params ReadOnlySpan<int> lengths)
    {
        Transform(values, lengths, inverse: true);
        var scale = 1.0 / values.Length;
        foreach (ref var value in values.AsSpan())
        {
            value *= scale;
        }
    }

    /// <summary>The frequency of an index in cycles per sample, −0.5 up to, not including, 0.5; the Nyquist index is −0.5.</summary>
    public static double Frequency(int index, int length) => (index < (length + 1) / 2 ? index : index - length) / (double)length;

    private static void Transform(Complex[] values, ReadOnlySpan<int> lengths, bool inverse)
    {
        var product = 1L;
        foreach (var length in lengths)
        {
            product *= BitOperations.IsPow2(length) && length > 0
                ? length
                : throw new ArgumentException($"Each length must be a power of two; got {length}.", nameof(lengths));
        }

        if (product != values.Length)
        {
            throw new ArgumentException($"The lengths multiply to {product}; there are {values.Length} elements.", nameof(lengths));
        }

        var stride = values.Length;
        foreach (var length in lengths)
        {
            stride /= length;
            Along(values, length, stride, inverse);
        }
    }

    private static void Along(Complex[] values, int length, int stride, bool inverse)
    {
        if (length == 1)
        {
            return;
        }

        if (stride == 1)
        {
            for (var start = 0; start < values.Length; start += length)
            {
                Line(values.AsSpan(start, length), inverse);
            }

            return;
        }

        var line = new Complex[length];
        for (var block = 0; block < values.Length; block += length * stride)
        {
            for (var first = block; first < block + stride; first++)
            {
                for (var i = 0; i < length; i++)
                {
                    line[i] = values[first + (i * stride)];
                }

                Line(line, inverse);
                for (var i = 0; i < length; i++)
                {
                    values[first + (i * stride)] = line[i];
                }
            }
        }
    }

    private static void Line(Span<Complex> line, bool inverse)
    {
        var n = line.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (line[i], line[j]) = (line[j], line[i]);
            }
        }

        var roots = Roots.GetOrAdd(n, count => [.. Enumerable.Range(0, count / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / count))]);
        for (var half = 1; half < n; half <<= 1)
        {
            var step = n / (2 * half);
            for (var start = 0; start < n; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var root = roots[k * step];
                    var (re, im) = (root.Real, inverse ? -root.Imaginary : root.Imaginary);
                    var odd = line[start + k + half];
                    var turned = new Complex((odd.Real * re) - (odd.Imaginary * im), (odd.Real * im) + (odd.Imaginary * re));
                    var even = line[start + k];
                    line[start + k] = even + turned;
                    line[start + k + half] = even - turned;
                }
            }
        }
    }
}
