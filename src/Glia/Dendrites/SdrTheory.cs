using Check = System.ArgumentOutOfRangeException;

namespace Glia.Dendrites;

/// <summary>How reliably a dendritic segment recognises a sparse pattern: exact combinatorics, in log space.</summary>
/// <remarks>
/// A segment has <c>synapses</c> onto a population of <c>cells</c> of which <c>active</c> are active; it fires when at least
/// <c>threshold</c> of its synapses are active. Source: Ahmad and Hawkins 2016, arXiv 1601.00720, equations 1 to 15.
/// </remarks>
public static class SdrTheory
{
    /// <summary>The probability that a random pattern makes the segment fire (equation 4).</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells, a, at most n.</param>
    /// <param name="synapses">Synapses of the segment, s, at most n.</param>
    /// <param name="threshold">Active synapses needed, θ; above min(a, s) nothing can overlap enough and the result is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double FalseMatchProbability(int cells, int active, int synapses, int threshold) =>
        Math.Exp(LogFalseMatchProbability(cells, active, synapses, threshold));

    /// <summary>The natural logarithm of <see cref="FalseMatchProbability"/>, also where that is smaller than a double can be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double LogFalseMatchProbability(int cells, int active, int synapses, int threshold)
    {
        CheckPopulation(cells, active, synapses, threshold);
        return Hypergeometric.LogUpperTail(cells, active, synapses, threshold);
    }

    /// <summary>The probability that a segment misses its own pattern when some active cells moved elsewhere (equations 5 and 6).</summary>
    /// <param name="active">Active cells of the pattern, a.</param>
    /// <param name="synapses">Synapses of the segment, s: a subsample of the pattern, so at most a.</param>
    /// <param name="threshold">Active synapses needed, θ.</param>
    /// <param name="moved">Active cells that moved to cells outside the pattern, v, at most a.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double FalseNegativeProbability(int active, int synapses, int threshold, int moved)
    {
        Check.ThrowIfNegativeOrZero(active);
        Check.ThrowIfNegative(synapses);
        Check.ThrowIfNegative(threshold);
        Check.ThrowIfNegative(moved);
        Check.ThrowIfGreaterThan(moved, active);
        return synapses <= active
            ? Hypergeometric.UpperTail(active, synapses, moved, synapses - threshold + 1)
            : throw new Check(nameof(synapses), synapses, $"The segment must be a subsample of the pattern: at most {active} synapses.");
    }

    /// <summary>The probability that any of several independent segments fires by mistake (equation 8), without cancellation.</summary>
    /// <param name="probability">The probability for one segment.</param>
    /// <param name="segments">Segments, M.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside [0, 1], or there are negatively many segments.</exception>
    public static double AnyFalseMatch(double probability, double segments)
    {
        Check.ThrowIfNegative(probability);
        Check.ThrowIfGreaterThan(probability, 1);
        Check.ThrowIfNegative(segments);

        // 1 − (1 − p)^M in two steps that keep every digit of a small p (.NET has no log1p and expm1).
        var exponent = segments * LogOnePlus(-probability);
        return Math.Abs(exponent) < 1e-3 ? -exponent * SeriesOfExponential(exponent) : 1 - Math.Exp(exponent);
    }

    /// <summary>The union bound of <see cref="AnyFalseMatch"/>: M·p, at most 1 (equation 9).</summary>
    public static double UnionBound(double probability, double segments) => Math.Min(1, probability * segments);

    /// <summary>The smallest threshold at which a random pattern is mistaken at most that often.</summary>
    /// <returns>A threshold from 0 to synapses + 1, where the last never fires.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static int MinimumThreshold(int cells, int active, int synapses, double target)
    {
        Check.ThrowIfNegativeOrZero(target);
        var threshold = 0;
        while (FalseMatchProbability(cells, active, synapses, threshold) > target)
        {
            threshold++;
        }

        return threshold;
    }

    /// <summary>The fewest synapses, with their threshold, that mistake a random pattern and miss their own at most that often.</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="active">Active cells of a pattern, a.</param>
    /// <param name="target">The highest probability of either error.</param>
    /// <param name="noise">Fraction of active cells that move, from 0 to 1.</param>
    /// <returns>Synapses and threshold, or null where no number of synapses up to a is enough.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static (int Synapses, int Threshold)? MinimumSynapses(int cells, int active, double target, double noise)
    {
        Check.ThrowIfNegative(noise);
        Check.ThrowIfGreaterThan(noise, 1);
        var moved = (int)Math.Round(noise * active);
        for (var synapses = 1; synapses <= active; synapses++)
        {
            var threshold = MinimumThreshold(cells, active, synapses, target);
            if (threshold <= synapses && FalseNegativeProbability(active, synapses, threshold, moved) <= target)
            {
                return (synapses, threshold);
            }
        }

        return null;
    }

    internal static void CheckPopulation(int cells, int active, int synapses, int threshold)
    {
        Check.ThrowIfNegativeOrZero(cells);
        Check.ThrowIfNegative(active);
        Check.ThrowIfGreaterThan(active, cells);
        Check.ThrowIfNegative(synapses);
        Check.ThrowIfGreaterThan(synapses, cells);
        Check.ThrowIfNegative(threshold);
    }

    // log(1 + x): Kahan's correction of the rounding in 1 + x.
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : sum == 0 ? double.NegativeInfinity : Math.Log(sum) * (x / (sum - 1));
    }

    // (e^x − 1) / x for small x; five terms leave less than 1e-17 below 1e-3.
    private static double SeriesOfExponential(double x) => 1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5)))))));
}
