namespace Glia.Reservoirs.Tasks;

/// <summary>The Lorenz system with σ = 10, ρ = 28, β = 8/3: a chaotic series of three channels.</summary>
public static class Lorenz
{
    /// <summary>Its largest Lyapunov exponent: in a Lyapunov time, 1/0.9056, errors grow e-fold.</summary>
    public const double LyapunovExponent = 0.9056;

    private const double Sigma = 10;
    private const double Rho = 28;
    private const double Beta = 8.0 / 3;

    /// <summary>The series from (1, 1, 1), by Runge–Kutta of fourth order.</summary>
    /// <param name="steps">How many samples.</param>
    /// <param name="step">Integration step.</param>
    /// <param name="stride">Integration steps a sample.</param>
    /// <param name="discarded">Samples left out at the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or zero, or the step is not above 0.</exception>
    public static TimeSeries Series(int steps, double step = 0.01, int stride = 2, int discarded = 5000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(discarded);
        var values = new double[steps * 3];
        var state = (X: 1.0, Y: 1.0, Z: 1.0);
        for (var index = 0; index < discarded + steps; index++)
        {
            for (var part = 0; part < stride; part++)
            {
                state = Next(state, step);
            }

            if (index >= discarded)
            {
                var at = (index - discarded) * 3;
                (values[at], values[at + 1], values[at + 2]) = state;
            }
        }

        return new TimeSeries(3, values);
    }

    private static (double X, double Y, double Z) Next((double X, double Y, double Z) state, double step)
    {
        var k1 = Slope(state);
        var k2 = Slope(Add(state, k1, step / 2));
        var k3 = Slope(Add(state, k2, step / 2));
        var k4 = Slope(Add(state, k3, step));
        return Add(Add(Add(Add(state, k1, step / 6), k2, step / 3), k3, step / 3), k4, step / 6);
    }

    private static (double X, double Y, double Z) Slope((double X, double Y, double Z) state) =>
        (Sigma * (state.Y - state.X), (state.X * (Rho - state.Z)) - state.Y, (state.X * state.Y) - (Beta * state.Z));

    private static (double X, double Y, double Z) Add((double X, double Y, double Z) state, (double X, double Y, double Z) slope, double step) =>
        (state.X + (step * slope.X), state.Y + (step * slope.Y), state.Z + (step * slope.Z));
}
