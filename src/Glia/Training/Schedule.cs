namespace Glia.Training;

/// <summary>Schedules of a learning rate (or of a momentum): functions of the number of steps taken so far, 0 at the first.</summary>
/// <example><code>
/// var perEpoch = Schedule.EveryEpoch(Schedule.OneCycle(5e-3, steps: 150), stepsPerEpoch: 32);
/// var first = perEpoch(0); // 2e-4
/// </code></example>
public static class Schedule
{
    private const double DefaultWarmUp = 0.3;

    /// <summary>The same value at every step.</summary>
    public static Func<long, double> Constant(double value) => _ => value;

    /// <summary>Half a cosine from the start value to the end value over so many steps, then the end value (torch's CosineAnnealingLR until its end).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is not positive.</exception>
    public static Func<long, double> Cosine(double start, long steps, double end = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return step => Between(start, end, Math.Min(1, (double)step / steps));
    }

    /// <summary>Learning rate of torch's OneCycleLR: from max/25 up to max, then down to max/250,000, both along half a cosine.</summary>
    /// <param name="maximum">Highest rate.</param>
    /// <param name="steps">Steps in all, at least 2; later steps keep the last value.</param>
    /// <param name="warmUp">Fraction of the steps before the highest rate, between 0 and 1. Default 0.3.</param>
    /// <param name="initialDivisor">Highest over first rate. Default 25.</param>
    /// <param name="finalDivisor">First over last rate. Default 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Steps or warm-up are out of range.</exception>
    public static Func<long, double> OneCycle(double maximum, long steps, double warmUp = DefaultWarmUp, double initialDivisor = 25, double finalDivisor = 1e4) =>
        UpAndDown(maximum / initialDivisor, maximum, maximum / initialDivisor / finalDivisor, steps, warmUp);

    /// <summary>Momentum (Adam's β₁) of torch's OneCycleLR: from high to low while the rate rises, and back while it falls.</summary>
    /// <param name="steps">Steps in all, at least 2.</param>
    /// <param name="warmUp">As of <see cref="OneCycle"/>.</param>
    /// <param name="high">Momentum at the first and the last step. Default 0.95.</param>
    /// <param name="low">Momentum at the highest rate. Default 0.85.</param>
    /// <exception cref="ArgumentOutOfRangeException">Steps or warm-up are out of range.</exception>
    public static Func<long, double> OneCycleMomentum(long steps, double warmUp = DefaultWarmUp, double high = 0.95, double low = 0.85) =>
        UpAndDown(high, low, high, steps, warmUp);

    /// <summary>A schedule that begins after a linear rise to its first value.</summary>
    /// <param name="schedule">What follows the rise; its step 0 is the first after it.</param>
    /// <param name="steps">Steps of the rise; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public static Func<long, double> AfterLinearStart(Func<long, double> schedule, long steps)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return step => step < steps ? schedule(0) * (step + 1) / steps : schedule(step - steps);
    }

    /// <summary>Keeps a schedule's value during each epoch: a schedule over epochs becomes one over steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is not positive.</exception>
    public static Func<long, double> EveryEpoch(Func<long, double> epochs, long stepsPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        return step => epochs(step / stepsPerEpoch);
    }

    private static Func<long, double> UpAndDown(double first, double turn, double last, long steps, double warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        if (!(warmUp > 0 && warmUp < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(warmUp), warmUp, $"The warm-up must be a fraction between 0 and 1, both excluded; got {warmUp}.");
        }

        // As torch counts: the highest rate may lie between two steps.
        var top = (warmUp * steps) - 1;
        var end = steps - 1.0;
        return step => step <= top
            ? Between(first, turn, step / top)
            : Between(turn, last, Math.Min(1, (step - top) / (end - top)));
    }

    private static double Between(double start, double end, double fraction) => end + ((start - end) * (1 + Math.Cos(Math.PI * fraction)) / 2);
}
