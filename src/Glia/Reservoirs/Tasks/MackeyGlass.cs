namespace Glia.Reservoirs.Tasks;

/// <summary>The Mackey–Glass equation dx/dt = 0.2 x(t − τ)/(1 + x(t − τ)¹⁰) − 0.1 x: a chaotic series of one channel.</summary>
/// <remarks>Runge–Kutta of fourth order; the delayed value at half a step is the mean of its neighbours. Before time 0, x is 1.2.</remarks>
public static class MackeyGlass
{
    private const double History = 1.2;

    /// <summary>The series at times 1, 2, … in units of the equation.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="delay">τ, a whole number of units; 17 is chaotic, 30 more so.</param>
    /// <param name="substeps">Integration steps a unit.</param>
    /// <param name="discarded">Units left out at the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or zero.</exception>
    public static double[] Series(int steps, int delay = 17, int substeps = 10, int discarded = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(discarded);
        var lag = delay * substeps;
        var (step, series) = (1.0 / substeps, new double[steps]);
        var past = new double[lag + 1];
        Array.Fill(past, History);
        var x = History;
        for (var index = 0; index < (discarded + steps) * substeps; index++)
        {
            // past holds x at the last lag + 1 steps, in a ring: here is the oldest, and the next that is read is the one after it.
            var (old, next) = (past[index % past.Length], past[(index + 1) % past.Length]);
            var middle = (old + next) / 2;
            var k1 = Slope(x, old);
            var k2 = Slope(x + (step / 2 * k1), middle);
            var k3 = Slope(x + (step / 2 * k2), middle);
            var k4 = Slope(x + (step * k3), next);
            past[index % past.Length] = x + (step / 6 * (k1 + (2 * k2) + (2 * k3) + k4));
            x = past[index % past.Length];
            if ((index + 1) % substeps == 0 && (index + 1) / substeps > discarded)
            {
                series[((index + 1) / substeps) - discarded - 1] = x;
            }
        }

        return series;
    }

    private static double Slope(double x, double delayed) => (0.2 * delayed / (1 + Math.Pow(delayed, 10))) - (0.1 * x);
}
