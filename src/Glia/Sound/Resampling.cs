namespace Glia.Sound;

/// <summary>Changes the sample rate of a sound by a windowed sinc.</summary>
/// <remarks>As torchaudio's <c>resample</c> by default: six zero crossings on each side, a squared-cosine (Hann) window, the cut-off at 0.99 of half the lower of the two rates.</remarks>
public static class Resampling
{
    private const int ZeroCrossings = 6;
    private const double RollOff = 0.99;

    /// <summary>Resamples a sound.</summary>
    /// <param name="sound">The samples.</param>
    /// <param name="from">Their rate.</param>
    /// <param name="to">The rate wanted.</param>
    /// <returns>⌈samples · to / from⌉ samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not positive.</exception>
    public static float[] Resample(ReadOnlySpan<float> sound, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        if (from == to)
        {
            return sound.ToArray();
        }

        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(from, to);
        (from, to) = (from / divisor, to / divisor);
        var cutOff = RollOff * Math.Min(from, to);
        var reach = (int)Math.Ceiling(ZeroCrossings * from / cutOff);
        var kernels = Enumerable.Range(0, to).Select(phase => Kernel(phase, from, to, cutOff, reach)).ToArray();
        var resampled = new float[(int)Math.Min(Array.MaxLength, (((long)sound.Length * to) + from - 1) / from)];
        for (var i = 0; i < resampled.Length; i++)
        {
            // Output sample i lies phase / to output samples after input sample `start`.
            var (start, kernel, sum) = ((int)((long)i / to * from), kernels[i % to], 0.0);
            var first = start - reach;
            for (var k = Math.Max(0, -first); k < kernel.Length && first + k < sound.Length; k++)
            {
                sum += kernel[k] * sound[first + k];
            }

            resampled[i] = (float)sum;
        }

        return resampled;
    }

    private static double[] Kernel(int phase, int from, int to, double cutOff, int reach)
    {
        var kernel = new double[(2 * reach) + from];
        for (var k = 0; k < kernel.Length; k++)
        {
            var apart = Math.Clamp((((double)(k - reach) / from) - ((double)phase / to)) * cutOff, -ZeroCrossings, ZeroCrossings);
            var window = Math.Cos(apart * Math.PI / ZeroCrossings / 2);
            kernel[k] = (apart == 0 ? 1 : Math.Sin(Math.PI * apart) / (Math.PI * apart)) * window * window * cutOff / from;
        }

        return kernel;
    }
}
