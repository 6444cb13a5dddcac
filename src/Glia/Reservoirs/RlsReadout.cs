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
    private readonly RlsBlock _block;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public RlsReadout(int features, int outputs, RlsOptions? options = null)
        : this(new OnlineWeights(features, outputs), (options ?? new RlsOptions()).Validated()) => ResetInverse();

    private RlsReadout(OnlineWeights weights, RlsOptions options)
    {
        (_weights, _options) = (weights, options);
        (_inverse, _gain, _block) = (new double[Features * Features], new double[Features], new RlsBlock(Features));
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

    /// <summary>Learns from several states in turn: the weights are those of <see cref="Learn"/> state by state up to rounding, several times faster. Allocates nothing.</summary>
    /// <param name="states">[T, N].</param>
    /// <param name="targets">[T, K].</param>
    /// <exception cref="ArgumentException">The numbers are not whole steps, or not of the same steps.</exception>
    public void LearnAll(ReadOnlySpan<float> states, ReadOnlySpan<double> targets)
    {
        var steps = states.Length / Features;
        if (states.Length != steps * Features || targets.Length != steps * Outputs)
        {
            throw new ArgumentException($"{states.Length} numbers are states of {Features} features, and {targets.Length} are targets of {Outputs}: their steps differ.", nameof(targets));
        }

        for (var first = 0; first < steps; first += RlsBlock.Most)
        {
            var count = Math.Min(RlsBlock.Most, steps - first);
            _block.Learn(_inverse, _weights, states.Slice(first * Features, count * Features), targets.Slice(first * Outputs, count * Outputs), _options.Forgetting);
        }
    }

    /// <summary>|k| = |P x/(l + x'P x)|: how far an error of 1 on this state would move the weights.</summary>
    /// <param name="state">N numbers.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public double GainNorm(ReadOnlySpan<float> state)
    {
        var x = _weights.Take(state, Outputs);
        for (var row = 0; row < Features; row++)
        {
            _gain[row] = TensorPrimitives.Dot(_inverse.AsSpan(row * Features, Features), x);
        }

        return TensorPrimitives.Norm<double>(_gain) / (_options.Forgetting + TensorPrimitives.Dot(_gain, x));
    }

    /// <summary>Another readout with the same weights and the same P, which learns by itself from now on.</summary>
    public RlsReadout Copy()
    {
        var copy = new RlsReadout(_weights.Copy(), _options);
        _inverse.CopyTo(copy._inverse, 0);
        return copy;
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
