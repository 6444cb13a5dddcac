using Glia.Random;

namespace Glia.Spikes;

/// <summary>Spike trains in discrete time that fire with the same probability at each step, independently of everything.</summary>
public sealed class BernoulliTrains
{
    /// <summary>Sets up trains of a rate.</summary>
    /// <param name="rate">Spikes a step, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no probability.</exception>
    public BernoulliTrains(double rate) => Rate = rate is >= 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate of spikes a step must be from 0 to 1; divide a rate in Hz by the steps of a second.");

    /// <summary>Spikes a step.</summary>
    public double Rate { get; }

    /// <summary>Draws a train.</summary>
    /// <param name="train">Receives 0 or 1 for each step.</param>
    /// <param name="random">Where the numbers come from, one a step.</param>
    public void Fill(Span<byte> train, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref var step in train)
        {
            step = random.NextSingle() < Rate ? (byte)1 : (byte)0;
        }
    }
}
