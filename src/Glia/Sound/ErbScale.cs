namespace Glia.Sound;

/// <summary>The ERB scale: how wide the ear's filters are, and frequencies as many of such widths apart.</summary>
/// <remarks>Glasberg and Moore, 1990, Hearing Research 47: ERB(f) = 24.7 (4.37 f / 1000 + 1) Hz; number of ERBs below f: 21.4 log₁₀(1 + 4.37 f / 1000).</remarks>
public static class ErbScale
{
    private const double Slope = 4.37e-3;
    private const double PerDecade = 21.4;

    /// <summary>The equivalent rectangular bandwidth of the ear's filter at a frequency, in Hz.</summary>
    public static double Bandwidth(double hertz) => 24.7 * ((Slope * hertz) + 1);

    /// <summary>The number of ERBs below a frequency.</summary>
    public static double ToErbs(double hertz) => PerDecade * Math.Log10(1 + (Slope * hertz));

    /// <summary>The frequency, in Hz, below which there are so many ERBs.</summary>
    public static double ToHertz(double erbs) => (Math.Pow(10, erbs / PerDecade) - 1) / Slope;

    /// <summary>Frequencies evenly spaced on the scale, the first and the last included.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, or the range is empty.</exception>
    public static double[] Spaced(double lowHertz, double highHertz, int count)
    {
        if (!(lowHertz > 0 && highHertz > lowHertz && double.IsFinite(highHertz)) || count < 2)
        {
            throw new ArgumentException($"Frequencies are spaced from above 0 Hz upwards, at least two; got {count} from {lowHertz} to {highHertz} Hz.");
        }

        var (low, high) = (ToErbs(lowHertz), ToErbs(highHertz));
        return [.. Enumerable.Range(0, count).Select(i => ToHertz(low + ((high - low) * i / (count - 1))))];
    }
}
