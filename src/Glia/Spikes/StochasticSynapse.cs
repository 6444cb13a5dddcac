using Glia.Random;

namespace Glia.Spikes;

/// <summary>A synapse that lets a spike through with some probability, and with a random amplitude (Levy and Baxter 1996).</summary>
/// <remarks>x = φ Q s: φ is 1 with the probability of success, Q is the amplitude. The "probabilistic" part of the meta neuron of arXiv 2508.11674 as its siblings describe it; its body could not be read. The probability is fixed here and learned in <see cref="Synapses.StochasticSynapses"/>.</remarks>
public sealed record StochasticSynapse
{
    /// <summary>Probability that a spike arrives, 0 to 1. Default 0.75.</summary>
    public double Success { get; init; } = 0.75;

    /// <summary>Smallest amplitude of a spike that arrives. Default 0.</summary>
    public double LowestAmplitude { get; init; }

    /// <summary>Largest amplitude; the amplitude is uniform between the two, or fixed if they are equal. Default 1.</summary>
    public double HighestAmplitude { get; init; } = 1;

    /// <summary>Mean of what arrives of a spike.</summary>
    public double MeanTransmission => Success * (LowestAmplitude + HighestAmplitude) / 2;

    /// <summary>Sends spikes through synapses.</summary>
    /// <param name="spikes">Zeros and ones, or any drive; only what is not 0 takes random numbers.</param>
    /// <param name="arriving">Receives what arrives; as long, and may be the same memory.</param>
    /// <param name="random">Where the numbers come from: two a spike.</param>
    /// <exception cref="ArgumentException">The lengths differ, the probability is none, or the amplitudes are in the wrong order.</exception>
    public void Transmit(ReadOnlySpan<float> spikes, Span<float> arriving, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _ = Validated();
        if (spikes.Length != arriving.Length)
        {
            throw new ArgumentException($"{spikes.Length} spikes cannot arrive at {arriving.Length} places.", nameof(arriving));
        }

        for (var i = 0; i < spikes.Length; i++)
        {
            if (spikes[i] == 0)
            {
                arriving[i] = 0;
                continue;
            }

            var arrives = random.NextSingle() < Success;
            var amplitude = Amplitude(random);
            arriving[i] = arrives ? (float)(spikes[i] * amplitude) : 0;
        }
    }

    internal StochasticSynapse Validated() => Success is >= 0 and <= 1 && LowestAmplitude <= HighestAmplitude
        ? this
        : throw new ArgumentException(FormattableString.Invariant(
            $"StochasticSynapse.Success must be from 0 to 1 and LowestAmplitude at most HighestAmplitude; got {Success}, {LowestAmplitude}, {HighestAmplitude}."));

    internal double Amplitude(RandomStream random) => LowestAmplitude + ((HighestAmplitude - LowestAmplitude) * random.NextSingle());
}
