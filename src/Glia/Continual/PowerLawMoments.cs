namespace Glia.Continual;

/// <summary>Mean and variance of ln L under P(L) ∝ L^(−α), 1 ≤ L ≤ longest, for some number of gaps that share the end.</summary>
internal readonly record struct PowerLawMoments(int? Longest, int Count)
{
    // Without an end, the sums beyond this term are Euler–Maclaurin integrals: their error is far below 1e-9.
    private const int ExactTerms = 200;

    public (double Mean, double Variance) At(double exponent)
    {
        double total = 0, first = 0, second = 0;
        var terms = Longest ?? ExactTerms;
        for (var gap = 1; gap <= terms; gap++)
        {
            var logarithm = Math.Log(gap);
            var weight = Math.Exp(-exponent * logarithm);
            total += weight;
            first += weight * logarithm;
            second += weight * logarithm * logarithm;
        }

        if (Longest is null)
        {
            AddTail(exponent, ref total, ref first, ref second);
        }

        var mean = first / total;
        return (mean, (second / total) - (mean * mean));
    }

    // Σ_{L>n} f(L) ≈ ∫_n^∞ f − f(n)/2 − f'(n)/12, for f = L^(−α) (ln L)^k.
    private static void AddTail(double exponent, ref double total, ref double first, ref double second)
    {
        const double n = ExactTerms;
        var log = Math.Log(n);
        var value = Math.Pow(n, -exponent);
        var b = exponent - 1;
        var integral = value * n / b;
        total += integral - (value / 2) + (exponent * value / n / 12);
        first += (integral * (log + (1 / b))) - (value * log / 2) - (value / n * (1 - (exponent * log)) / 12);
        second += (integral * ((log * log) + (2 * log / b) + (2 / (b * b)))) - (value * log * log / 2) - (value / n * ((2 * log) - (exponent * log * log)) / 12);
    }
}
