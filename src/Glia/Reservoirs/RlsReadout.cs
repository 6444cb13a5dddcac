using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>A linear readout that learns online by recursive least squares, as in FORCE learning.</summary>
/// <remarks>
/// P₀ = I/α; k = P x/(l + x'P x); e = w·x − d; w ← w − e k; P ← (P − k (x'P))/l (Sussillo and Abbott 2009). After any number of steps with l = 1 the weights are those
/// of ridge regression without a bias and with the penalty α. All outputs share P. Thread-safe: no.
/// </remarks>
public sealed class RlsReadout
{
    private readonly RlsOptions _options;
    private readonly double[] _inverse;
    private readonly OnlineWeights _weights;
    private readonly double[] _gain;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public RlsReadout(int features, int outputs, RlsOptions? options = null)
    {
        _weights = new OnlineWeights(features, outputs);
        _options = (options ?? new RlsOptions()).Validated();
        _inverse = new double[features * features];
        _gain = new double[features];
        ResetInverse();
    }

    /// <summary>Number of features, N.</summary>
    public int Features => _weights.Features;

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _weights.Outputs;

    /// <summary>The weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights.Of(output);

    /// <summary>The outputs for one state. Allocates nothing.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="outputs">Receives K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs) => _weights.Apply(state, outputs);

    /// <summary>Learns from one state. Allocates nothing.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="targets">K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Learn(ReadOnlySpan<float> state, ReadOnlySpan<double> targets)
    {
        var x = _weights.Take(state, targets.Length);
        for (var row = 0; row < Features; row++)
        {
            _gain[row] = TensorPrimitives.Dot(_inverse.AsSpan(row * Features, Features), x);
        }

        var scale = 1 / (_options.Forgetting + TensorPrimitives.Dot(_gain, x));
        for (var output = 0; output < targets.Length; output++)
        {
            var weights = _weights.Of(output);
            var error = TensorPrimitives.Dot<double>(weights, x) - targets[output];
            TensorPrimitives.MultiplyAdd(_gain, -error * scale, weights, weights);
        }

        // P is symmetric, so that x'P is the gain before scaling.
        for (var row = 0; row < Features; row++)
        {
            var inverse = _inverse.AsSpan(row * Features, Features);
            TensorPrimitives.MultiplyAdd(_gain, -_gain[row] * scale, inverse, inverse);
            if (_options.Forgetting < 1)
            {
                TensorPrimitives.Divide(inverse, _options.Forgetting, inverse);
            }
        }
    }

    /// <summary>Forgets how sure the weights are, P ← I/α, and keeps them: learning is fast again.</summary>
    public void ResetInverse()
    {
        Array.Clear(_inverse);
        for (var feature = 0; feature < Features; feature++)
        {
            _inverse[(feature * Features) + feature] = 1 / _options.Regularisation;
        }
    }
}
