using System.Numerics;

namespace Glia.Tests.Dendrites;

/// <summary>The formulas of the paper with whole numbers, as they stand in it; rounded once, at the end.</summary>
internal static class ExactReference
{
    public static double FalseMatch(int cells, int active, int synapses, int threshold) =>
        Tail(threshold, Math.Min(synapses, active), b => Choose(synapses, b) * Choose(cells - synapses, active - b), Choose(cells, active));

    public static double FalseNegative(int active, int synapses, int threshold, int moved) => Tail(
        Math.Max(0, synapses - threshold + 1), Math.Min(synapses, moved), b => Choose(synapses, b) * Choose(active - synapses, moved - b), Choose(active, moved));

    // The exact mixture over the union's size, with one common denominator C(n, s)^M.
    public static double Union(int cells, int active, int synapses, int threshold, int patterns)
    {
        var weights = new BigInteger[] { 1 };
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var next = new BigInteger[Math.Min(cells, weights.Length - 1 + synapses) + 1];
            for (var size = 0; size < weights.Length; size++)
            {
                for (var added = 0; added <= synapses && size + added < next.Length; added++)
                {
                    next[size + added] += weights[size] * Choose(cells - size, added) * Choose(size, synapses - added);
                }
            }

            weights = next;
        }

        BigInteger sum = 0;
        for (var size = 0; size < weights.Length; size++)
        {
            for (var b = threshold; b <= Math.Min(size, active); b++)
            {
                sum += weights[size] * Choose(size, b) * Choose(cells - size, active - b);
            }
        }

        return Ratio(sum, Choose(cells, active) * BigInteger.Pow(Choose(cells, synapses), patterns));
    }

    public static BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }

        BigInteger result = 1;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            result = result * (n - i + 1) / i;
        }

        return result;
    }

    private static double Tail(int lowest, int highest, Func<int, BigInteger> term, BigInteger all)
    {
        BigInteger sum = 0;
        for (var b = lowest; b <= highest; b++)
        {
            sum += term(b);
        }

        return Ratio(sum, all);
    }

    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        const int bits = 80;
        var shift = (int)(denominator.GetBitLength() - numerator.GetBitLength()) + bits;
        var quotient = shift >= 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }
}
