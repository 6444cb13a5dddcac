namespace Glia.Dendrites;

/// <summary>How reliably a dendritic segment recognises a sparse pattern: exact combinatorics in doubles.</summary>
/// <remarks>
/// <para>A segment has <c>synapses</c> (s) onto a population of <c>cells</c> (n) of which <c>active</c> (a) are active; it fires when at least
/// <c>threshold</c> (θ) of its synapses are active. <see cref="SegmentSetting"/> checks and explains such a set of numbers.</para>
/// <para>Source: Ahmad and Hawkins 2016, arXiv 1601.00720, equations 1 to 15.</para>
/// </remarks>
public static partial class SdrTheory
{
    /// <summary>The probability that a random pattern makes the segment fire (equation 4): Σ_{b≥θ} C(s,b)·C(n−s,a−b) / C(n,a).</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="active">Active cells, a, at most n.</param>
    /// <param name="synapses">Synapses of the segment, s, at most n.</param>
    /// <param name="threshold">Active synapses needed, θ; above min(a, s) nothing can overlap enough and the result is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double FalseMatchProbability(int cells, int active, int synapses, int threshold)
    {
        CheckPopulation(cells, active, synapses, threshold);
        return Hypergeometric.UpperTail(cells, active, synapses, threshold);
    }

    /// <summary>The natural logarithm of <see cref="FalseMatchProbability"/>, also where that is smaller than a double can be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double LogFalseMatchProbability(int cells, int active, int synapses, int threshold)
    {
        CheckPopulation(cells, active, synapses, threshold);
        return Hypergeometric.LogUpperTail(cells, active, synapses, threshold);
    }

    /// <summary>The probability that a segment misses its own pattern when some active cells moved elsewhere (equations 5 and 6).</summary>
    /// <remarks>The size of the population does not matter: cells that became active are never among the synapses.</remarks>
    /// <param name="active">Active cells of the pattern, a, positive.</param>
    /// <param name="synapses">Synapses of the segment, s: a subsample of the pattern, so at most a.</param>
    /// <param name="threshold">Active synapses needed, θ; above s the segment always misses.</param>
    /// <param name="moved">Active cells that moved to cells outside the pattern, v, at most a.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double FalseNegativeProbability(int active, int synapses, int threshold, int moved)
    {
        Bounds.CheckNotBelow(active, 1);
        Bounds.CheckNotBelow(threshold, 0);
        Bounds.Check(moved, 0, active, "the active cells");
        Bounds.CheckNotBelow(synapses, 0);
        return synapses <= active
            ? Hypergeometric.UpperTail(active, synapses, moved, synapses - threshold + 1)
            : throw new ArgumentOutOfRangeException(nameof(synapses), synapses,
                $"The segment must be a subsample of the pattern: s <= a. The pattern has {active} active cells; got {synapses} synapses.");
    }

    /// <summary>The probability that any of several independent segments fires by mistake (equation 8), without cancellation: −expm1(M·log1p(−p)).</summary>
    /// <param name="probability">The probability for one segment.</param>
    /// <param name="segments">Segments, M; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside [0, 1], or there are negatively many segments.</exception>
    public static double AnyFalseMatch(double probability, double segments)
    {
        Bounds.Check(probability, 0, 1, "");
        Bounds.CheckNotBelow(segments, 0);
        return segments == 0 ? 0 : -ExponentialMinusOne(segments * LogOnePlus(-probability));
    }

    /// <summary>The union bound of <see cref="AnyFalseMatch"/>: M·p, at most 1 (equation 9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside [0, 1], or there are negatively many segments.</exception>
    public static double UnionBound(double probability, double segments)
    {
        Bounds.Check(probability, 0, 1, "");
        Bounds.CheckNotBelow(segments, 0);
        return Math.Min(1, probability * segments);
    }

    internal static void CheckPopulation(int cells, int active, int synapses, int threshold)
    {
        Bounds.CheckNotBelow(cells, 1);
        Bounds.Check(active, 0, cells, "the cells of the population");
        Bounds.Check(synapses, 0, cells, "the cells of the population");
        Bounds.CheckNotBelow(threshold, 0);
    }

    // log(1 + x), which .NET lacks: Kahan's correction of the rounding in 1 + x.
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : sum == 0 ? double.NegativeInfinity : Math.Log(sum) * (x / (sum - 1));
    }

    // e^x − 1, which .NET lacks: Kahan's correction, exact to a few units in the last place.
    private static double ExponentialMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 ? -1 : (power - 1) * (x / Math.Log(power));
    }
}
