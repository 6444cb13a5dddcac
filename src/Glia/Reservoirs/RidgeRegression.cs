using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>Ridge regression of targets on states, W = (X'X + λI)⁻¹ X'Y with centred X and Y, from sums that are gathered block by block.</summary>
/// <remarks>
/// The bias is not penalised, and λ is not divided by the number of steps. Memory is that of X'X whatever the number of steps. In double precision, on one thread.
/// Thread-safe: no. Holds memory outside of the garbage collector: dispose of it.
/// </remarks>
public sealed class RidgeRegression : IDisposable
{
    private const int MostAttempts = 8;
    private readonly StateProducts _products;

    /// <summary>Starts with no steps.</summary>
    /// <param name="features">Number of features of a state, N.</param>
    /// <param name="outputs">Number of targets, K.</param>
    public RidgeRegression(int features, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        _products = new StateProducts(features, outputs);
    }

    /// <summary>Number of features, N.</summary>
    public int Features => _products.Features;

    /// <summary>Number of targets, K.</summary>
    public int Outputs => _products.Outputs;

    /// <summary>Steps so far.</summary>
    public long Steps => _products.Steps;

    /// <summary>Adds steps.</summary>
    /// <param name="states">[T, N].</param>
    /// <param name="targets">[T, K].</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void Add(ReadOnlySpan<float> states, ReadOnlySpan<double> targets)
    {
        var steps = states.Length / Features;
        if (states.Length != steps * Features || targets.Length != steps * Outputs)
        {
            throw new ArgumentException($"{states.Length} numbers are states of {Features} features, and {targets.Length} are targets of {Outputs}: their steps differ.", nameof(targets));
        }

        _products.Add(states, targets);
    }

    /// <summary>Adds the steps of another regression of the same sizes.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void Add(RidgeRegression other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((other.Features, other.Outputs) != (Features, Outputs))
        {
            throw new ArgumentException($"Regressions of [{Features}, {Outputs}] and [{other.Features}, {other.Outputs}] cannot be added.", nameof(other));
        }

        _products.Add(other._products);
    }

    /// <summary>The readout for a penalty.</summary>
    /// <param name="penalty">λ, not negative.</param>
    /// <returns>The readout; its <see cref="LinearReadout.AddedPenalty"/> says if λ alone did not suffice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">There are no steps yet, or X'X is singular with this penalty and little more.</exception>
    public LinearReadout Solve(double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        if (!double.IsFinite(penalty) || Steps == 0)
        {
            throw Steps == 0 ? new InvalidOperationException("There are no steps to regress on.") : new ArgumentOutOfRangeException(nameof(penalty), penalty, "A ridge penalty must be finite.");
        }

        var sums = _products.StateSums.ToArray();
        var means = Array.ConvertAll(sums, sum => sum / Steps);
        using var factor = new CholeskyFactor(Features);
        var added = Factor(factor, sums, means, penalty);
        var (weights, bias) = (new double[Outputs * Features], new double[Outputs]);
        for (var output = 0; output < Outputs; output++)
        {
            var targetMean = _products.TargetSums[output] / Steps;
            var column = weights.AsSpan(output * Features, Features);
            TensorPrimitives.MultiplyAdd<double>(sums, -targetMean, _products.Cross(output), column);
            factor.Solve(column);
            bias[output] = targetMean - TensorPrimitives.Dot<double>(column, means);
        }

        return new LinearReadout(Features, weights, bias) { AddedPenalty = added };
    }

    /// <summary>The readout that gives the mean of the targets whatever the state.</summary>
    internal LinearReadout MeanReadout() => new(Features, new double[Outputs * Features], [.. _products.TargetSums.Select(sum => sum / Steps)]);

    /// <summary>Mean squared error of a readout on these steps, one an output.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    /// <exception cref="InvalidOperationException">There are no steps yet.</exception>
    public double[] MeanSquaredError(LinearReadout readout)
    {
        ArgumentNullException.ThrowIfNull(readout);
        if ((readout.Features, readout.Outputs) != (Features, Outputs))
        {
            throw new ArgumentException($"The readout is of [{readout.Features}, {readout.Outputs}], the regression of [{Features}, {Outputs}].", nameof(readout));
        }

        if (Steps == 0)
        {
            throw new InvalidOperationException("There are no steps to measure an error on.");
        }

        var errors = new double[Outputs];
        for (var output = 0; output < Outputs; output++)
        {
            var w = readout.Weights(output);
            var b = readout.Bias[output];
            double quadratic = 0;
            for (var row = 0; row < Features; row++)
            {
                var products = _products.Row(row);
                quadratic += w[row] * ((2 * TensorPrimitives.Dot(products[..row], w[..row])) + (products[row] * w[row]));
            }

            var linear = TensorPrimitives.Dot(w, _products.Cross(output));
            var constant = TensorPrimitives.Dot(w, _products.StateSums);
            errors[output] = (_products.TargetSquares[output] - (2 * linear) + quadratic - (2 * b * _products.TargetSums[output]) + (2 * b * constant) + (Steps * b * b)) / Steps;
        }

        return errors;
    }

    /// <inheritdoc/>
    public void Dispose() => _products.Dispose();

    // States that are copies of each other, or silent, leave X'X singular: then a little more than λ, in the measure of the states.
    private double Factor(CholeskyFactor factor, double[] sums, double[] means, double penalty)
    {
        var extra = 0.0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            double trace = 0;
            for (var row = 0; row < Features; row++)
            {
                var to = factor.Row(row);
                TensorPrimitives.MultiplyAdd(sums.AsSpan(0, row + 1), -means[row], _products.Row(row), to);
                trace += to[row];
                to[row] += penalty + extra;
            }

            if (factor.Factor())
            {
                return extra;
            }

            extra = Math.Max(extra * 100, Math.Max(trace / Features, 1e-300) * 1e-14);
        }

        throw new InvalidOperationException(FormattableString.Invariant($"The states are so dependent on each other that ridge regression fails with the penalty {penalty}; choose a larger one."));
    }
}
