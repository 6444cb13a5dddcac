using Glia.Random;
using MathNet.Numerics;

namespace Glia.Lab.Statistics;

/// <summary>A permutation test of a difference of means.</summary>
/// <param name="Observed">The difference that was seen, first − second.</param>
/// <param name="PValue">The share of arrangements at least as extreme; a drawn one counts the seen arrangement in.</param>
/// <param name="IsExact">Whether every arrangement was counted.</param>
/// <param name="Arrangements">How many arrangements were counted or drawn.</param>
/// <remarks>Source: Fisher, The Design of Experiments (1935), §21 (paired); Phipson and Smyth (2010) for the drawn p-value
/// (b + 1)/(B + 1), which is never 0.</remarks>
public readonly record struct PermutationTest(double Observed, double PValue, bool IsExact, long Arrangements)
{
    private const double MostExact = 200_000;

    /// <summary>Tests two unpaired samples: the labels are exchanged in all ways (up to 200,000), or in random ones.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">At least one finite value.</param>
    /// <param name="random">The stream that draws arrangements where there are too many.</param>
    /// <param name="alternative">The direction, both by default.</param>
    /// <param name="resamples">How many arrangements to draw where there are too many.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite.</exception>
    public static PermutationTest TwoSample(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, RandomStream random, Alternative alternative = Alternative.TwoSided,
        int resamples = 10_000)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        Sample.RequireFinite(first, nameof(first));
        Sample.RequireFinite(second, nameof(second));
        double[] all = [.. first, .. second];
        var n = first.Length;
        var mean = Sample.Mean(all);
        var centred = Array.ConvertAll(all, value => value - mean);
        var observed = Sample.Mean(first) - Sample.Mean(second);

        // With the common mean taken off, the sum of the first group fixes the difference of the means.
        var tally = new Tally(centred.AsSpan(0, n).ToArray().Sum(), centred.Sum(Math.Abs), alternative);
        var arrangements = SpecialFunctions.Binomial(all.Length, n);
        if (arrangements <= MostExact)
        {
            foreach (var combination in Combinations(all.Length, n))
            {
                var sum = 0.0;
                foreach (var index in combination)
                {
                    sum += centred[index];
                }

                tally.Count(sum);
            }

            return new PermutationTest(observed, tally.Share, true, tally.Total);
        }

        for (var draw = 0; draw < resamples; draw++)
        {
            random.Shuffle(centred.AsSpan());
            tally.Count(centred.AsSpan(0, n).ToArray().Sum());
        }

        return new PermutationTest(observed, tally.ShareWithObserved, false, tally.Total);
    }

    /// <summary>Tests paired samples: the signs of the differences are flipped in all ways (up to 200,000), or in random ones.</summary>
    /// <param name="differences">The difference of each pair, at least one, finite.</param>
    /// <param name="random">The stream that draws signs where there are too many.</param>
    /// <param name="alternative">The direction, both by default.</param>
    /// <param name="resamples">How many arrangements to draw where there are too many.</param>
    /// <exception cref="ArgumentException">There is no difference, or one is not finite.</exception>
    public static PermutationTest Paired(
        ReadOnlySpan<double> differences, RandomStream random, Alternative alternative = Alternative.TwoSided, int resamples = 10_000)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        Sample.RequireFinite(differences, nameof(differences));
        var values = differences.ToArray();
        var tally = new Tally(values.Sum(), values.Sum(Math.Abs), alternative);
        var exact = Math.Pow(2, values.Length) <= MostExact;
        var count = exact ? 1 << values.Length : resamples;
        for (var draw = 0; draw < count; draw++)
        {
            var sum = 0.0;
            var bits = (uint)draw;
            for (var i = 0; i < values.Length; i++)
            {
                bits = exact ? bits : i % 32 == 0 ? random.NextUInt32() : bits;
                sum += (bits & 1) == 0 ? values[i] : -values[i];
                bits >>= 1;
            }

            tally.Count(sum);
        }

        return new PermutationTest(Sample.Mean(values), exact ? tally.Share : tally.ShareWithObserved, exact, tally.Total);
    }

    // All ways to choose that many of 0 … count−1, in lexicographic order, in one reused array.
    private static IEnumerable<int[]> Combinations(int count, int chosen)
    {
        var indices = Enumerable.Range(0, chosen).ToArray();
        while (true)
        {
            yield return indices;
            var place = chosen - 1;
            while (place >= 0 && indices[place] == count - chosen + place)
            {
                place--;
            }

            if (place < 0)
            {
                yield break;
            }

            indices[place]++;
            for (var i = place + 1; i < chosen; i++)
            {
                indices[i] = indices[i - 1] + 1;
            }
        }
    }

    // Counts sums at least as extreme as the observed one; sums that differ by rounding alone are equal.
    private sealed class Tally(double observed, double scale, Alternative alternative)
    {
        private readonly double _tolerance = 1e-12 * scale;
        private long _extreme;

        public long Total { get; private set; }

        public double Share => (double)_extreme / Total;

        public double ShareWithObserved => (_extreme + 1.0) / (Total + 1.0);

        public void Count(double sum)
        {
            Total++;
            var isExtreme = alternative switch
            {
                Alternative.Less => sum <= observed + _tolerance,
                Alternative.Greater => sum >= observed - _tolerance,
                _ => Math.Abs(sum) >= Math.Abs(observed) - _tolerance,
            };
            _extreme += isExtreme ? 1 : 0;
        }
    }
}
