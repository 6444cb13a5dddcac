using System.Globalization;

namespace Glia.Memories;

/// <summary>What theory says of recall without noise when a share d of each pattern is blank, patterns few and neurons many.</summary>
/// <remarks>Source: E. Agliari et al., Multitasking associative networks, arXiv 1111.5191, and arXiv 2308.04106; the bounds are derived here.</remarks>
public static class Dilution
{
    /// <summary>Dilution above which, just below the critical temperature 1 − d, all patterns are recalled equally; the same for every number of patterns.</summary>
    public const double ParallelNearCritical = 2.0 / 3;

    /// <summary>Magnetisation of the k-th pattern in the hierarchical state, (1−d) d^(k−1): each pattern has the neurons that all before it left blank.</summary>
    /// <param name="rank">k, from 1.</param>
    /// <param name="dilution">d, from 0 up to but not 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double HierarchicalMagnetisation(int rank, double dilution)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        Require(dilution, nameof(dilution));
        return (1 - dilution) * Math.Pow(dilution, rank - 1);
    }

    /// <summary>Dilution up to which the hierarchical state is stable without noise: the first pattern outvotes all others together, 1 − 2d + d^K &gt; 0.</summary>
    /// <param name="patterns">K, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 patterns.</exception>
    public static double CriticalHierarchy(int patterns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patterns, 2);
        if (patterns == 2)
        {
            return 1;
        }

        // d = 1 is a root too; the one that is sought lies between ½ and the minimum.
        var (low, high) = (0.5, Math.Pow(2.0 / patterns, 1.0 / (patterns - 1)));
        while (high - low > 1e-15)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = 1 - (2 * middle) + Math.Pow(middle, patterns) > 0 ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Magnetisation of every pattern in the symmetric state without noise, E|Σ ξ|/K: each neuron takes the sign of the sum of the patterns.</summary>
    /// <param name="patterns">K, at least 1.</param>
    /// <param name="dilution">d, from 0 up to but not 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double SymmetricMagnetisation(int patterns, double dilution)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patterns);
        Require(dilution, nameof(dilution));
        var distribution = new double[(2 * patterns) + 1];
        distribution[patterns] = 1;
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var next = new double[distribution.Length];
            for (var sum = 0; sum < distribution.Length; sum++)
            {
                next[sum] += dilution * distribution[sum];
                if (sum > 0)
                {
                    next[sum - 1] += (1 - dilution) / 2 * distribution[sum];
                }

                if (sum < distribution.Length - 1)
                {
                    next[sum + 1] += (1 - dilution) / 2 * distribution[sum];
                }
            }

            distribution = next;
        }

        return distribution.Select((probability, index) => probability * Math.Abs(index - patterns)).Sum() / patterns;
    }

    internal static void Require(double dilution, string name)
    {
        if (dilution == 1)
        {
            throw new ArgumentOutOfRangeException(name, dilution, "At a dilution of 1 every entry is blank: there is nothing to remember. Take less.");
        }

        if (dilution is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, dilution, string.Create(CultureInfo.InvariantCulture, $"The dilution is the share of blank entries, from 0 up to but not 1; it is {dilution}."));
        }
    }
}
