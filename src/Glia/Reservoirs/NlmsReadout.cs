using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>A linear readout that learns online by normalised least mean squares: w ← w + η e x/(ε + |x|²).</summary>
/// <remarks>With η = 1 and ε = 0 one step makes the error on that state 0; from 2 on it diverges. Thread-safe: no.</remarks>
public sealed class NlmsReadout
{
    private readonly double _rate;
    private readonly double _offset;
    private readonly OnlineWeights _weights;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="rate">η, above 0 and below 2.</param>
    /// <param name="offset">ε, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or a constant is outside its range.</exception>
    public NlmsReadout(int features, int outputs, double rate = 0.05, double offset = 1e-8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (rate is not (> 0 and < 2))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate of normalised least mean squares must be above 0 and below 2; from 2 on it diverges.");
        }

        (_weights, _rate, _offset) = (new OnlineWeights(features, outputs), rate, offset);
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
        var energy = _offset + TensorPrimitives.SumOfSquares(x);
        for (var output = 0; output < targets.Length && energy > 0; output++)
        {
            var weights = _weights.Of(output);
            var error = targets[output] - TensorPrimitives.Dot(weights, x);
            TensorPrimitives.MultiplyAdd(x, _rate * error / energy, weights, weights);
        }
    }
}
