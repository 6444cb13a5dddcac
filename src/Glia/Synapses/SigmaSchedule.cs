namespace Glia.Synapses;

/// <summary>The width σ of the taps by epoch: wide at first, so that positions have a gradient, and narrow at the end, so that rounding changes little.</summary>
public static class SigmaSchedule
{
    /// <summary>The width at which taps count as narrow, 0.23 steps: with the Gaussian's 0.27, half a step.</summary>
    public const double Narrow = 0.23;

    /// <summary>σ(epoch) = from · (to/from)^(min(epoch, epochs)/epochs): a geometric fall over so many epochs, constant afterwards.</summary>
    /// <param name="from">Width before the first epoch, positive.</param>
    /// <param name="to">Width at the end, positive.</param>
    /// <param name="epochs">Epochs of the fall (a quarter of all in the paper); 0 for a constant width <paramref name="to"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is not positive, or the number of epochs is negative.</exception>
    public static Func<int, double> Exponential(double from, double to, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(to);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        return epoch => epochs == 0 ? to : from * Math.Pow(to / from, Math.Min(1, (double)epoch / epochs));
    }

    /// <summary>The same width at every epoch.</summary>
    public static Func<int, double> Constant(double width) => _ => width;
}
