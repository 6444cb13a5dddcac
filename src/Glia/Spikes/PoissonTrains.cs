using Glia.Random;

namespace Glia.Spikes;

/// <summary>Poisson spike trains in discrete time: a step holds a spike if at least one falls into it.</summary>
/// <remarks>P(spike) = 1 − e^(−rate·dt). For times in continuous time see <see cref="PoissonEncoding"/>.</remarks>
public static class PoissonTrains
{
    /// <summary>Returns trains of a rate in Hz at a step in milliseconds.</summary>
    /// <param name="rateHz">Spikes a second, at least 0.</param>
    /// <param name="stepMs">Length of a step in milliseconds, greater than 0. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rate or step is out of range.</exception>
    public static BernoulliTrains Of(double rateHz, double stepMs = 1)
    {
        if (!(rateHz >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(rateHz), rateHz, "A rate in Hz must be at least 0.");
        }

        if (!(stepMs > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(stepMs), stepMs, "A step in milliseconds must be greater than 0.");
        }

        return new BernoulliTrains(1 - Math.Exp(-rateHz * stepMs / 1000));
    }

    /// <summary>Draws a train of a rate in Hz.</summary>
    /// <param name="train">Receives 0 or 1 for each step.</param>
    /// <param name="rateHz">Spikes a second, at least 0.</param>
    /// <param name="stepMs">Length of a step in milliseconds, greater than 0.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rate or step is out of range.</exception>
    public static void Fill(Span<byte> train, double rateHz, double stepMs, RandomStream random) => Of(rateHz, stepMs).Fill(train, random);
}
