namespace Glia.Dendrites;

/// <content>Several patterns that share one segment, or that are active at once (equations 10 to 15).</content>
public static partial class SdrTheory
{
    /// <summary>The expected number of synapses when M random patterns of s synapses each share a segment (equation 13): n(1 − (1 − s/n)^M).</summary>
    /// <param name="cells">Cells of the population, n, positive.</param>
    /// <param name="synapses">Synapses that each pattern adds, s, at most n.</param>
    /// <param name="patterns">Patterns, M.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double ExpectedUnionSize(int cells, double synapses, int patterns)
    {
        Bounds.CheckNotBelow(cells, 1);
        Bounds.Check(synapses, 0, cells, "the cells of the population");
        Bounds.CheckNotBelow(patterns, 0);
        return patterns == 0 ? 0 : -cells * ExponentialMinusOne(patterns * LogOnePlus(-synapses / cells));
    }

    /// <summary>The distribution of the number of synapses of M random patterns of s synapses each: element k is P(|X| = k).</summary>
    /// <remarks>Pattern by pattern: of s new synapses, hypergeometrically many fall where none was. O(M²·s²) time.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double[] UnionSizeDistribution(int cells, int synapses, int patterns)
    {
        CheckPopulation(cells, 0, synapses, 0);
        Bounds.CheckNotBelow(patterns, 0);
        var distribution = new double[] { 1 };
        var added = new double[synapses + 1];
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var next = new double[(int)Math.Min(cells, (pattern + 1L) * synapses) + 1];
            for (var size = 0; size < distribution.Length; size++)
            {
                if (distribution[size] > 0)
                {
                    Hypergeometric.Probabilities(cells, cells - size, synapses, added);
                    for (var k = 0; k < added.Length && size + k < next.Length; k++)
                    {
                        next[size + k] += distribution[size] * added[k];
                    }
                }
            }

            distribution = next;
        }

        return distribution;
    }

    /// <summary>False match of a segment that M patterns share: the mean over the distribution of its size, and the paper's mean field (equation 15).</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="active">Active cells, a; the activity stays as sparse as it was.</param>
    /// <param name="synapses">Synapses that each pattern adds, s.</param>
    /// <param name="threshold">Active synapses needed, θ.</param>
    /// <param name="patterns">Patterns that share the segment, M.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static UnionMatch UnionFalseMatch(int cells, int active, int synapses, int threshold, int patterns)
    {
        CheckPopulation(cells, active, synapses, threshold);
        var distribution = UnionSizeDistribution(cells, synapses, patterns);
        double mean = 0, square = 0;
        for (var size = 0; size < distribution.Length; size++)
        {
            if (distribution[size] > 0)
            {
                var probability = FalseMatchProbability(cells, active, size, threshold);
                mean += distribution[size] * probability;
                square += distribution[size] * probability * probability;
            }
        }

        var expected = ExpectedUnionSize(cells, synapses, patterns);
        return new UnionMatch(expected, Math.Min(1, mean), Math.Max(0, square - (mean * mean)),
            FalseMatchProbability(cells, active, (int)Math.Round(expected), threshold));
    }

    /// <summary>The probability that a new pattern of some bits lies wholly within the union: a Bloom filter's error (equation 12).</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="synapses">Synapses that each pattern adds, s.</param>
    /// <param name="patterns">Patterns, M.</param>
    /// <param name="bits">Bits of the new pattern.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double BloomFalseMatch(int cells, int synapses, int patterns, int bits)
    {
        Bounds.CheckNotBelow(bits, 0);
        return Math.Pow(ExpectedUnionSize(cells, synapses, patterns) / cells, bits);
    }

    /// <summary>False match of a segment when M random patterns are active at once and the segment is as ever: a = n(1 − (1 − a/n)^M) cells.</summary>
    /// <remarks>That number is seldom whole. The paper's scripts put it into gamma functions as it is; rounding it is the other way. Both are given.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ActivityUnionMatch ActivityUnionFalseMatch(int cells, int active, int synapses, int threshold, int patterns)
    {
        CheckPopulation(cells, active, synapses, threshold);
        var together = ExpectedUnionSize(cells, active, patterns);
        var rounded = (int)Math.Round(together);
        return new ActivityUnionMatch(together, ContinuousFalseMatchProbability(cells, together, synapses, threshold),
            rounded, FalseMatchProbability(cells, rounded, synapses, threshold));
    }

    /// <summary><see cref="FalseMatchProbability"/> with a number of active cells that need not be whole (binomials by gamma functions).</summary>
    /// <remarks>Of C(s,b)·C(n−s,a−b)/C(n,a) the gamma functions shorten to falling factorials; terms with b &gt; a or s−b &gt; n−a count as 0.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double ContinuousFalseMatchProbability(int cells, double active, int synapses, int threshold)
    {
        Bounds.Check(active, 0, cells, "the cells of the population");
        CheckPopulation(cells, 0, synapses, threshold);
        double sum = 0;
        for (var overlap = threshold; overlap <= synapses && overlap <= active; overlap++)
        {
            sum += synapses - overlap <= cells - active ? Hypergeometric.Term(cells, active, synapses, overlap).Value : 0;
        }

        return Math.Min(1, sum);
    }
}
