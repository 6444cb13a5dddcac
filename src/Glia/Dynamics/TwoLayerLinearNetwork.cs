using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>f(x) = wᵀWx, which learns the target βᵀx by gradient descent on ½ E(f − βᵀx)² from w = 0; features are uncorrelated.</summary>
/// <remarks>
/// <para>The network of the theory of Liu et al. 2024, arXiv 2310.08513. With white features and a small rate it follows <see cref="TwoLayerLinearTheory"/>.</para>
/// <para>From weights of low rank, learning stays in the span of their columns, but not stably: while the error is large, rounding noise of 10⁻¹⁶ across the span grows
/// exponentially, and where the weights hardly overlap with the target it takes over before learning is done. <see cref="WithinSpan"/> leaves it no room. Thread-safe: no.</para>
/// </remarks>
public sealed class TwoLayerLinearNetwork
{
    // Singular values below this share of the largest one are rounding noise.
    private const double Rounding = 1e-10;

    private readonly int _inputs;
    private readonly double[] _start;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _target;
    private readonly double[] _variances;
    private readonly double[] _error;

    /// <summary>A network with white features.</summary>
    /// <inheritdoc cref="TwoLayerLinearNetwork(Matrix{double}, Vector{double}, Vector{double})" path="/param[@name!='variances']"/>
    /// <inheritdoc cref="TwoLayerLinearNetwork(Matrix{double}, Vector{double}, Vector{double})" path="/exception"/>
    public TwoLayerLinearNetwork(Matrix<double> weights, Vector<double> target)
        : this(weights, target, Vector<double>.Build.Dense(target is null ? 1 : target.Count, 1))
    {
    }

    /// <summary>A network before learning.</summary>
    /// <param name="weights">W₀, [N, d].</param>
    /// <param name="target">β, not zero, [d].</param>
    /// <param name="variances">Variance of each feature, above 0, [d].</param>
    /// <exception cref="ArgumentException">Sizes differ, the target is zero, or a variance is not above 0.</exception>
    public TwoLayerLinearNetwork(Matrix<double> weights, Vector<double> target, Vector<double> variances)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(variances);
        if (weights.ColumnCount != target.Count || variances.Count != target.Count)
        {
            throw new ArgumentException($"Weights, target and variances must be of the same features; got {weights.ColumnCount}, {target.Count} and {variances.Count}.", nameof(target));
        }

        if (!(target.L2Norm() > 0 && variances.Minimum() > 0))
        {
            throw new ArgumentException("The target must not be zero, and every variance must be above 0.", nameof(target));
        }

        _inputs = target.Count;
        (_first, _second, _target, _variances) = (weights.ToRowMajorArray(), new double[weights.RowCount], target.ToArray(), variances.ToArray());
        (_start, _error) = ([.. _first], new double[_inputs]);
    }

    /// <summary>The same network with a unit for each direction of the span of W₀'s columns, in which exact learning stays: all measures are those of the network itself.</summary>
    /// <inheritdoc cref="TwoLayerLinearNetwork(Matrix{double}, Vector{double}, Vector{double})" path="/param"/>
    /// <inheritdoc cref="TwoLayerLinearNetwork(Matrix{double}, Vector{double}, Vector{double})" path="/exception"/>
    public static TwoLayerLinearNetwork WithinSpan(Matrix<double> weights, Vector<double> target, Vector<double> variances)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var parts = weights.Svd();
        var rank = Math.Max(1, parts.S.Count(value => value > Rounding * parts.S[0]));
        return new TwoLayerLinearNetwork(Matrix<double>.Build.DenseOfDiagonalVector(parts.S.SubVector(0, rank)) * parts.VT.SubMatrix(0, rank, 0, weights.ColumnCount), target, variances);
    }

    /// <summary>W, [N, d].</summary>
    public Matrix<double> FirstLayer => Matrix<double>.Build.DenseOfRowMajor(_second.Length, _inputs, _first);

    /// <summary>w, [N].</summary>
    public Vector<double> SecondLayer => Vector<double>.Build.DenseOfArray([.. _second]);

    /// <summary>‖Wᵀw − β‖/‖β‖, in features scaled to variance 1.</summary>
    public double RelativeError
    {
        get
        {
            UpdateError();
            return Math.Sqrt(Size(_error) / Size(_target));
        }
    }

    /// <summary>The tangent kernel of both layers on one input a feature, as long as its standard deviation: WᵀW + ‖w‖² I for white features, [d, d].</summary>
    public Matrix<double> TangentKernel() => Kernel(_first, TensorPrimitives.SumOfSquares<double>(_second));

    /// <summary>Learns until the error is small.</summary>
    /// <param name="rate">Learning rate, above 0. Default 0.002.</param>
    /// <param name="tolerance">Relative error at which learning ends. Default 10⁻⁶.</param>
    /// <param name="mostSteps">Steps after which it ends in any case. Default a million.</param>
    /// <returns>What changed since the beginning.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not above 0.</exception>
    /// <exception cref="InvalidOperationException">The error did not become small, or grew beyond bounds; the message says which.</exception>
    public LinearLearningOutcome Learn(double rate = 2e-3, double tolerance = 1e-6, int mostSteps = 1_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostSteps);
        for (var step = 0; RelativeError is var error && error > tolerance; step++)
        {
            if (step == mostSteps || !double.IsFinite(error))
            {
                throw new InvalidOperationException(double.IsFinite(error)
                    ? FormattableString.Invariant($"The relative error is {error:0.###} after {step} steps: W may be orthogonal to the target, where there is no gradient. Take more steps or another start.")
                    : FormattableString.Invariant($"Learning diverged after {step} steps; take a rate below {rate}."));
            }

            Step(rate);
        }

        return Outcome();
    }

    /// <summary>What changed since the beginning.</summary>
    public LinearLearningOutcome Outcome() => new(
        KernelAlignment.Between(Kernel(_start, 0), TangentKernel()), TensorPrimitives.Distance<double>(_first, _start), TensorPrimitives.Norm<double>(_second));

    /// <summary>One step of gradient descent.</summary>
    internal void Step(double rate)
    {
        UpdateError();
        TensorPrimitives.Multiply(_error, _variances, _error);
        for (var unit = 0; unit < _second.Length; unit++)
        {
            var weights = _first.AsSpan(unit * _inputs, _inputs);
            var change = TensorPrimitives.Dot<double>(weights, _error);
            TensorPrimitives.MultiplyAdd(_error, -rate * _second[unit], weights, weights);
            _second[unit] -= rate * change;
        }
    }

    // Wᵀw − β.
    private void UpdateError()
    {
        TensorPrimitives.Negate<double>(_target, _error);
        for (var unit = 0; unit < _second.Length; unit++)
        {
            TensorPrimitives.MultiplyAdd(_first.AsSpan(unit * _inputs, _inputs), _second[unit], _error, _error);
        }
    }

    private double Size(double[] coefficients)
    {
        var sum = 0.0;
        for (var j = 0; j < coefficients.Length; j++)
        {
            sum += _variances[j] * coefficients[j] * coefficients[j];
        }

        return sum;
    }

    private Matrix<double> Kernel(double[] first, double readout)
    {
        var weights = Matrix<double>.Build.DenseOfRowMajor(_second.Length, _inputs, first);
        var deviations = Matrix<double>.Build.DenseOfDiagonalArray([.. _variances.Select(Math.Sqrt)]);
        return deviations * (weights.TransposeThisAndMultiply(weights) + (readout * Matrix<double>.Build.DenseIdentity(_inputs))) * deviations;
    }
}
