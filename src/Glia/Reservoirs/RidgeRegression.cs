using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Reservoirs;

/// <summary>Ridge regression of targets on states, W = (X'X + λI)⁻¹ X'Y with centred X and Y, from sums that are gathered block by block.</summary>
/// <remarks>
/// The bias is not penalised, and λ is not divided by the number of steps. Memory is that of X'X whatever the number of steps. In double precision.
/// Thread-safe: no. Holds memory of libtorch: dispose of it.
/// </remarks>
public sealed class RidgeRegression : IDisposable
{
    private const int MostAttempts = 8;
    private readonly Tensor _products;
    private readonly Tensor _cross;
    private readonly Tensor _sums;
    private readonly double[] _targetSums;
    private readonly double[] _targetSquares;

    /// <summary>Starts with no steps.</summary>
    /// <param name="features">Number of features of a state, N.</param>
    /// <param name="outputs">Number of targets, K.</param>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public RidgeRegression(int features, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Libtorch.EnsureLoaded();
        (Features, Outputs) = (features, outputs);
        _products = zeros([features, features], ScalarType.Float64).DetachFromDisposeScope();
        _cross = zeros([features, outputs], ScalarType.Float64).DetachFromDisposeScope();
        _sums = zeros([features], ScalarType.Float64).DetachFromDisposeScope();
        (_targetSums, _targetSquares) = (new double[outputs], new double[outputs]);
    }

    /// <summary>Number of features, N.</summary>
    public int Features { get; }

    /// <summary>Number of targets, K.</summary>
    public int Outputs { get; }

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

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

        using var scope = NewDisposeScope();
        var x = tensor(states.ToArray()).to_type(ScalarType.Float64).view(steps, Features);
        var y = tensor(targets.ToArray()).view(steps, Outputs);
        _ = _products.addmm_(x.t(), x);
        _ = _cross.addmm_(x.t(), y);
        _ = _sums.AddInPlace(x.sum(dim: 0));
        for (var index = 0; index < targets.Length; index++)
        {
            _targetSums[index % Outputs] += targets[index];
            _targetSquares[index % Outputs] += targets[index] * targets[index];
        }

        Steps += steps;
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

        _ = _products.AddInPlace(other._products);
        _ = _cross.AddInPlace(other._cross);
        _ = _sums.AddInPlace(other._sums);
        for (var output = 0; output < Outputs; output++)
        {
            _targetSums[output] += other._targetSums[output];
            _targetSquares[output] += other._targetSquares[output];
        }

        Steps += other.Steps;
    }

    /// <summary>The readout for a penalty.</summary>
    /// <param name="penalty">λ, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">There are no steps yet, or X'X is singular with this penalty and little more.</exception>
    public LinearReadout Solve(double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        if (!double.IsFinite(penalty) || Steps == 0)
        {
            throw Steps == 0 ? new InvalidOperationException("There are no steps to regress on.") : new ArgumentOutOfRangeException(nameof(penalty), penalty, "A ridge penalty must be finite.");
        }

        using var scope = NewDisposeScope();
        var means = _sums.Times(1.0 / Steps);
        var targetMeans = tensor(_targetSums.Select(sum => sum / Steps).ToArray());
        var products = _products.sub(outer(means, _sums));
        var cross = _cross.sub(outer(_sums, targetMeans));
        var factor = Factor(products, penalty);
        var weights = cholesky_solve(cross, factor);
        var bias = targetMeans.sub(matmul(weights.t(), means));
        return new LinearReadout(Features, weights.t().contiguous().AsReadOnlySpan<double>().ToArray(), bias.AsReadOnlySpan<double>().ToArray());
    }

    /// <summary>The readout that gives the mean of the targets whatever the state.</summary>
    internal LinearReadout MeanReadout() => new(Features, new double[Outputs * Features], [.. _targetSums.Select(sum => sum / Steps)]);

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

        using var scope = NewDisposeScope();
        var errors = new double[Outputs];
        for (var output = 0; output < Outputs; output++)
        {
            var (w, b) = (tensor(readout.Weights(output).ToArray()), readout.Bias[output]);
            var quadratic = dot(w, mv(_products, w)).item<double>();
            var linear = dot(w, _cross.select(1, output)).item<double>();
            var constant = dot(w, _sums).item<double>();
            errors[output] = (_targetSquares[output] - (2 * linear) + quadratic - (2 * b * _targetSums[output]) + (2 * b * constant) + (Steps * b * b)) / Steps;
        }

        return errors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _products.Dispose();
        _cross.Dispose();
        _sums.Dispose();
    }

    // States that are copies of each other, or silent, leave X'X singular: then a little more than λ, in the measure of the states.
    private Tensor Factor(Tensor products, double penalty)
    {
        var scale = products.diagonal().mean().item<double>();
        var extra = 0.0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var damped = products.Plus(eye(Features, dtype: ScalarType.Float64).Times(penalty + extra));
            var (factor, info) = linalg.cholesky_ex(damped);
            if (info.item<int>() == 0)
            {
                return factor;
            }

            extra = Math.Max(extra * 100, Math.Max(scale, 1e-300) * 1e-14);
        }

        throw new InvalidOperationException(FormattableString.Invariant($"The states are so dependent on each other that ridge regression fails with the penalty {penalty}; choose a larger one."));
    }
}
