namespace Glia.Reservoirs.Tasks;

/// <summary>Readouts over the milliseconds after a cue, smoothed: when they predict something, and how strongly.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PredictionCurves
{
    private readonly double[][] _curves;

    /// <summary>Smooths readouts.</summary>
    /// <param name="readouts">Each output's value at every millisecond, K arrays of one length.</param>
    /// <param name="smoothingMs">Width of the running mean in milliseconds, odd; at the ends over what is there.</param>
    /// <exception cref="ArgumentException">There is no readout, or their lengths differ.</exception>
    public PredictionCurves(IReadOnlyList<double[]> readouts, int smoothingMs = 15)
    {
        ArgumentNullException.ThrowIfNull(readouts);
        ArgumentOutOfRangeException.ThrowIfLessThan(smoothingMs, 1);
        if (readouts.Count == 0 || readouts.Any(curve => curve.Length == 0 || curve.Length != readouts[0].Length))
        {
            throw new ArgumentException($"The {readouts.Count} readouts have the lengths {string.Join(", ", readouts.Select(curve => curve.Length))}; expected one length above 0.", nameof(readouts));
        }

        _curves = [.. readouts.Select(curve => Smoothed(curve, smoothingMs / 2))];
    }

    /// <summary>Number of readouts, K.</summary>
    public int Outputs => _curves.Length;

    /// <summary>A readout's smoothed values.</summary>
    public IReadOnlyList<double> Curve(int output) => _curves[output];

    /// <summary>Mean of a readout around a time.</summary>
    /// <param name="output">The readout.</param>
    /// <param name="ms">The time.</param>
    /// <param name="halfWidthMs">How far the mean reaches to both sides.</param>
    public double Amplitude(int output, int ms, int halfWidthMs = 10)
    {
        var (first, end) = (Math.Max(0, ms - halfWidthMs), Math.Min(_curves[output].Length, ms + halfWidthMs + 1));
        return _curves[output][first..end].Average();
    }

    /// <summary>When the sum of all readouts is largest.</summary>
    /// <param name="firstMs">The first time that counts.</param>
    /// <param name="lastMs">The last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time.</exception>
    public int PeakMs(int firstMs, int lastMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastMs, firstMs);
        return Enumerable.Range(firstMs, Math.Min(lastMs, _curves[0].Length - 1) - firstMs + 1).MaxBy(ms => _curves.Sum(curve => curve[ms]));
    }

    private static double[] Smoothed(double[] curve, int half)
    {
        var (smooth, sum, first, end) = (new double[curve.Length], 0.0, 0, 0);
        for (var ms = 0; ms < curve.Length; ms++)
        {
            for (; end < Math.Min(curve.Length, ms + half + 1); end++)
            {
                sum += curve[end];
            }

            for (; first < ms - half; first++)
            {
                sum -= curve[first];
            }

            smooth[ms] = sum / (end - first);
        }

        return smooth;
    }
}
