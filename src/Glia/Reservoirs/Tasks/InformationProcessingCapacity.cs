using Glia.Random;
using Glia.Tensors;
using MathNet.Numerics.Distributions;
using static TorchSharp.torch;

namespace Glia.Reservoirs.Tasks;

/// <summary>How many independent functions of past inputs can be read linearly from a reservoir's state (Dambre and others 2012).</summary>
/// <remarks>
/// For every product z of normalised Legendre polynomials of delayed inputs, C = 1 − min_w E(z − w·x)²/E z². The sum over all products is at most the number of
/// linearly independent states, and equal to it for a reservoir with fading memory and no noise. Capacities below the level that chance reaches in one of 10⁴ cases count 0.
/// </remarks>
public static class InformationProcessingCapacity
{
    private const double ChanceQuantile = 1 - 1e-4;
    private const int ProductsAtOnce = 256;

    /// <summary>Measures the capacity with inputs drawn from U(−1, 1).</summary>
    /// <param name="reservoir">A reservoir with one input channel; reset first.</param>
    /// <param name="random">Source of the input.</param>
    /// <param name="mostDelays">For each total degree 1, 2, … how many delays 0, 1, … its products may use.</param>
    /// <param name="steps">Steps that are used; 10⁵ and more for small capacities.</param>
    /// <param name="washout">Steps that are left out at the start.</param>
    /// <returns>The capacity of each total degree.</returns>
    /// <exception cref="ArgumentException">The reservoir has not one input channel, or numbers do not fit.</exception>
    public static double[] ByDegree(IReservoir reservoir, RandomStream random, IReadOnlyList<int> mostDelays, int steps = 100_000, int washout = 1000)
    {
        ArgumentNullException.ThrowIfNull(reservoir);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(mostDelays);
        if (reservoir.Inputs != 1 || mostDelays.Count == 0 || mostDelays.Any(most => most < 1 || most > washout) || steps <= reservoir.Units)
        {
            throw new ArgumentException(
                $"Information processing capacity needs one input channel, 1 to {washout} delays for each degree, and more steps than units; got {reservoir.Inputs} channels, delays [{string.Join(", ", mostDelays)}], {steps} steps.", nameof(mostDelays));
        }

        var input = new double[washout + steps];
        for (var step = 0; step < input.Length; step++)
        {
            input[step] = (2 * random.NextDouble()) - 1;
        }

        reservoir.Reset();
        var states = reservoir.Run(TimeSeries.Of(input)).AsSpan(washout * reservoir.Units);
        using var scope = NewDisposeScope();
        var x = tensor(states.ToArray()).to_type(ScalarType.Float64).view(steps, reservoir.Units);
        x = x.sub(x.mean([0L]));
        var (values, vectors) = linalg.eigh(matmul(x.t(), x));
        var whitening = Whitening(values, vectors);
        var least = ChiSquared.InvCDF(whitening.shape[1], ChanceQuantile) / steps;
        return [.. mostDelays.Select((most, index) => Capacity(x, whitening, input, washout, LegendreProduct.OfDegree(index + 1, most), least))];
    }

    // Directions that the states do not vary in carry rounding errors alone.
    private static Tensor Whitening(Tensor values, Tensor vectors)
    {
        var spectrum = values.AsReadOnlySpan<double>();
        var least = spectrum[^1] * 1e-10;
        var first = 0;
        while (first < spectrum.Length && spectrum[first] <= least)
        {
            first++;
        }

        var scales = tensor(spectrum[first..].ToArray().Select(value => 1 / Math.Sqrt(value)).ToArray());
        return vectors.narrow(1, first, spectrum.Length - first).mul(scales);
    }

    private static double Capacity(Tensor x, Tensor whitening, double[] input, int washout, IEnumerable<LegendreProduct> products, double least)
    {
        var (sum, steps) = (0.0, (int)x.shape[0]);
        foreach (var block in products.Chunk(ProductsAtOnce))
        {
            using var scope = NewDisposeScope();
            var targets = new double[block.Length * steps];
            for (var index = 0; index < block.Length; index++)
            {
                block[index].Fill(input, washout, targets.AsSpan(index * steps, steps));
            }

            var z = tensor(targets).view(block.Length, steps);
            var shares = matmul(matmul(z, x), whitening).square().sum(dim: 1).div(z.square().sum(dim: 1));
            foreach (var capacity in shares.AsReadOnlySpan<double>())
            {
                sum += capacity >= least ? capacity : 0;
            }
        }

        return sum;
    }
}
