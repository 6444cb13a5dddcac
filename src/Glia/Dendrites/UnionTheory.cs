using Check = System.ArgumentOutOfRangeException;

namespace Glia.Dendrites;

/// <summary>What happens when several patterns share one segment, or are active at once.</summary>
/// <remarks>Source: Ahmad and Hawkins 2016, arXiv 1601.00720, equations 10 to 15.</remarks>
public static class UnionTheory
{
    /// <summary>The expected number of synapses when M random patterns of s synapses each share a segment (equation 13).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double ExpectedSize(int cells, double synapses, int patterns)
    {
        Check.ThrowIfNegativeOrZero(cells);
        Check.ThrowIfNegative(synapses);
        Check.ThrowIfGreaterThan(synapses, cells);
        Check.ThrowIfNegative(patterns);
        return cells * (1 - Math.Pow(1 - (synapses / cells), patterns));
    }

    /// <summary>The distribution of the number of synapses of M random patterns of s synapses: element k is P(|X| = k).</summary>
    /// <remarks>Pattern by pattern: of s new synapses, hypergeometrically many fall where none was.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double[] SizeDistribution(int cells, int synapses, int patterns)
    {
        SdrTheory.CheckPopulation(cells, 0, synapses, 0);
        Check.ThrowIfNegative(patterns);
        var distribution = new double[] { 1 };
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var next = new double[Math.Min(cells, (pattern + 1) * synapses) + 1];
            for (var size = 0; size < distribution.Length; size++)
            {
                for (var added = 0; distribution[size] > 0 && added <= synapses && size + added < next.Length; added++)
                {
                    next[size + added] += distribution[size] * Hypergeometric.Probability(cells, cells - size, synapses, added);
                }
            }

            distribution = next;
        }

        return distribution;
    }

    /// <summary>False match of a segment that M patterns share, with the union's size taken at its rounded mean (equation 15).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double MeanFieldFalseMatch(int cells, int active, int synapses, int threshold, int patterns) =>
        SdrTheory.FalseMatchProbability(cells, active, (int)Math.Round(ExpectedSize(cells, synapses, patterns)), threshold);

    /// <summary>Mean and variance, over the union's size, of the false match of a segment that M patterns share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static (double Mean, double Variance) FalseMatch(int cells, int active, int synapses, int threshold, int patterns)
    {
        var distribution = SizeDistribution(cells, synapses, patterns);
        double mean = 0, square = 0;
        for (var size = 0; size < distribution.Length; size++)
        {
            if (distribution[size] > 0)
            {
                var probability = SdrTheory.FalseMatchProbability(cells, active, size, threshold);
                mean += distribution[size] * probability;
                square += distribution[size] * probability * probability;
            }
        }

        return (mean, Math.Max(0, square - (mean * mean)));
    }

    /// <summary>The probability that a new pattern of <paramref name="bits"/> bits lies wholly within the union: a Bloom filter's error (equation 12).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double BloomFalseMatch(int cells, int synapses, int patterns, int bits)
    {
        Check.ThrowIfNegative(bits);
        return Math.Pow(ExpectedSize(cells, synapses, patterns) / cells, bits);
    }

    /// <summary>False match of a segment when M random patterns are active at once; their number of cells need not be whole.</summary>
    /// <remarks>The falling factorials of equation 4 with a = n(1 − (1 − a/n)^M), as in the paper's scripts.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double ActivityUnionFalseMatch(int cells, int active, int synapses, int threshold, int patterns)
    {
        SdrTheory.CheckPopulation(cells, active, synapses, threshold);
        var together = ExpectedSize(cells, active, patterns);
        double sum = 0;
        for (var overlap = threshold; overlap <= synapses && overlap <= together && synapses - overlap <= cells - together; overlap++)
        {
            sum += Hypergeometric.Term(cells, together, synapses, overlap).Value;
        }

        return sum;
    }
}
