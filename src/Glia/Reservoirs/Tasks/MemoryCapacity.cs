using Glia.Random;

namespace Glia.Reservoirs.Tasks;

/// <summary>How many past inputs can be read linearly from a reservoir's state (Jaeger 2001).</summary>
/// <remarks>MC = Σ_k corr²(u(t − k), y_k(t)) with a readout y_k for each delay k, on steps that the readouts did not learn from. At most N for independent inputs.</remarks>
public static class MemoryCapacity
{
    /// <summary>Measures the capacity with inputs drawn from U(−1, 1).</summary>
    /// <param name="reservoir">A reservoir with one input channel; reset first.</param>
    /// <param name="random">Source of the input.</param>
    /// <param name="options">Lengths, delays and penalty; the defaults if null.</param>
    /// <returns>corr² for the delays 1, 2, …, from which the chance level 1/T of the test steps is taken off; not below 0.</returns>
    /// <exception cref="ArgumentException">The reservoir has not one input channel, or options do not fit.</exception>
    public static double[] ByDelay(IReservoir reservoir, RandomStream random, MemoryCapacityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(random);
        var setting = (options ?? new MemoryCapacityOptions()).Validated();
        if (reservoir.Inputs != 1)
        {
            throw new ArgumentException($"Memory capacity needs a reservoir with one input channel; this has {reservoir.Inputs}.", nameof(reservoir));
        }

        var delays = setting.Delays ?? 2 * reservoir.Units;
        var washout = Math.Max(setting.Washout, delays);
        var input = new double[washout + setting.TrainSteps + setting.TestSteps];
        for (var step = 0; step < input.Length; step++)
        {
            input[step] = (2 * random.NextDouble()) - 1;
        }

        reservoir.Reset();
        var states = reservoir.Run(TimeSeries.Of(input));
        var readout = Fit(states, input, reservoir.Units, delays, washout, setting);
        return SquaredCorrelations(states, input, readout, washout + setting.TrainSteps);
    }

    private static LinearReadout Fit(float[] states, double[] input, int units, int delays, int washout, MemoryCapacityOptions setting)
    {
        using var regression = new RidgeRegression(units, delays);
        var targets = new double[setting.TrainSteps * delays];
        for (var index = 0; index < targets.Length; index++)
        {
            targets[index] = input[washout + (index / delays) - 1 - (index % delays)];
        }

        regression.Add(states.AsSpan(washout * units, setting.TrainSteps * units), targets);
        return regression.Solve(setting.Penalty);
    }

    private static double[] SquaredCorrelations(float[] states, double[] input, LinearReadout readout, int first)
    {
        var (delays, count) = (readout.Outputs, input.Length - first);
        var sums = new (double Y, double U, double YY, double UU, double YU)[delays];
        var outputs = new double[delays];
        for (var step = first; step < input.Length; step++)
        {
            readout.Apply(states.AsSpan(step * readout.Features, readout.Features), outputs);
            for (var delay = 0; delay < delays; delay++)
            {
                var (y, u) = (outputs[delay], input[step - 1 - delay]);
                ref var sum = ref sums[delay];
                sum = (sum.Y + y, sum.U + u, sum.YY + (y * y), sum.UU + (u * u), sum.YU + (y * u));
            }
        }

        return Array.ConvertAll(sums, sum =>
        {
            var covariance = (count * sum.YU) - (sum.Y * sum.U);
            var variances = ((count * sum.YY) - (sum.Y * sum.Y)) * ((count * sum.UU) - (sum.U * sum.U));
            return variances > 0 ? Math.Max(0, (covariance * covariance / variances) - (1.0 / count)) : 0;
        });
    }
}
