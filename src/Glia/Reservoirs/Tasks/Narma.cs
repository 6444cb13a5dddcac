using Glia.Random;

namespace Glia.Reservoirs.Tasks;

/// <summary>Nonlinear autoregressive moving averages of a random input: a system to be imitated that needs memory and products.</summary>
public static class Narma
{
    private const double Diverged = 10;

    /// <summary>Input drawn from U(0, 0.5), and the system's answer to it.</summary>
    /// <param name="steps">Steps T.</param>
    /// <param name="order">Which system.</param>
    /// <param name="random">Source of the input; draws by which the system diverges are thrown away.</param>
    /// <returns>u [T], and y [T] with y[t] the answer to u up to t − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not more steps than the order.</exception>
    public static (double[] Input, double[] Output) Draw(int steps, NarmaOrder order, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var input = new double[steps];
            for (var step = 0; step < steps; step++)
            {
                input[step] = 0.5 * random.NextDouble();
            }

            var output = Run(input, order);
            if (output.All(value => Math.Abs(value) <= Diverged))
            {
                return (input, output);
            }
        }
    }

    /// <summary>The system's answer to an input, from rest: y[t] = 0 for t up to the order less one.</summary>
    /// <param name="input">u [T].</param>
    /// <param name="order">Which system.</param>
    /// <param name="variant">Which delays.</param>
    /// <returns>y [T], with y[t] the answer to u up to t − 1; not finite where the system diverges.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not more steps than the order.</exception>
    public static double[] Run(ReadOnlySpan<double> input, NarmaOrder order, NarmaVariant variant = NarmaVariant.Published)
    {
        var n = (int)order;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(input.Length, n, nameof(input));
        var output = new double[input.Length];
        var (shift, first) = variant == NarmaVariant.Published ? (0, n - 1) : (1, n);
        for (var t = first; t + 1 < output.Length; t++)
        {
            double sum = 0;
            for (var delay = shift; delay < n + shift; delay++)
            {
                sum += output[t - delay];
            }

            var product = 1.5 * input[t - (n - 1) - shift] * input[t];
            output[t + 1] = order switch
            {
                NarmaOrder.Ten => (0.3 * output[t]) + (0.05 * output[t] * sum) + product + 0.1,
                NarmaOrder.Twenty => Math.Tanh((0.3 * output[t]) + (0.05 * output[t] * sum) + product + 0.01),
                _ => (0.2 * output[t]) + (0.04 * output[t] * sum) + product + 0.001,
            };
        }

        return output;
    }
}
