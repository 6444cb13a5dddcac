using Glia.Random;

namespace Glia.Spikes;

/// <summary>Spike trains of two states: whether a step fires depends on whether the one before did. Bursts, at any rate.</summary>
/// <remarks>With rate r and p₁₁ = P(spike | spike before), P(spike | none before) is p₀₁ = r (1 − p₁₁) / (1 − r). The first step is drawn at the rate: trains are stationary.</remarks>
public sealed class MarkovTrains
{
    /// <summary>Sets up trains of a rate and a persistence.</summary>
    /// <param name="rate">r, spikes a step, at least 0 and below 1.</param>
    /// <param name="p11">Probability of a spike right after a spike, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is no probability, or the implied p₀₁ is above 1.</exception>
    public MarkovTrains(double rate, double p11)
    {
        if (!(rate is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate of spikes a step must be at least 0 and below 1.");
        }

        if (!(p11 is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p11), p11, "p11 is a probability, from 0 to 1.");
        }

        (Rate, P11, P01) = (rate, p11, rate * (1 - p11) / (1 - rate));
        if (P01 > 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rate), rate, FormattableString.Invariant($"No train has rate {rate} and p11 {p11}: p01 = rate (1 - p11) / (1 - rate) would be {P01}. Lower the rate, or raise p11."));
        }
    }

    /// <summary>r, spikes a step.</summary>
    public double Rate { get; }

    /// <summary>Probability of a spike right after a spike.</summary>
    public double P11 { get; }

    /// <summary>Probability of a spike after a step without one.</summary>
    public double P01 { get; }

    /// <summary>Draws a train.</summary>
    /// <param name="train">Receives 0 or 1 for each step.</param>
    /// <param name="random">Where the numbers come from, one a step.</param>
    public void Fill(Span<byte> train, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var probability = Rate;
        foreach (ref var step in train)
        {
            var fires = random.NextSingle() < probability;
            step = fires ? (byte)1 : (byte)0;
            probability = fires ? P11 : P01;
        }
    }
}
