using Glia.Spikes;

namespace Glia.Complexity;

/// <summary>Entropy rates of spike trains in closed form, in bits a step: what normalised Lempel-Ziv complexity tends to.</summary>
public static class EntropyRate
{
    /// <summary>Returns H(p) = −p log₂ p − (1 − p) log₂(1 − p), of a spike with probability p at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is no probability.</exception>
    public static double Bernoulli(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must be from 0 to 1.");
        }

        return -Term(p) - Term(1 - p);
    }

    /// <summary>Returns (1 − r) H(p₀₁) + r H(p₁₁) of a two-state Markov train.</summary>
    /// <param name="rate">r, spikes a step.</param>
    /// <param name="p11">Probability of a spike right after a spike.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such train exists; see <see cref="MarkovTrains"/>.</exception>
    public static double Markov(double rate, double p11)
    {
        var trains = new MarkovTrains(rate, p11);
        return ((1 - rate) * Bernoulli(trains.P01)) + (rate * Bernoulli(p11));
    }

    private static double Term(double p) => p == 0 ? 0 : p * Math.Log2(p);
}
