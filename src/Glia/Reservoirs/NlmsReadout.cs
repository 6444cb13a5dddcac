using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>A linear readout that learns online by normalised least mean squares: w ← w + η e x/(ε + |x|²).</summary>
/// <remarks>With η = 1 and ε = 0 one step makes the error on that state 0; from 2 on it diverges. Thread-safe: no.</remarks>
public sealed class NlmsReadout
{
    private readonly double _rate;
    private readonly double _offset;
    private readonly double[] _weights;
    private readonly double[] _state;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="rate">η, above 0 and below 2.</param>
    /// <param name="offset">ε, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or a constant is outside its range.</exception>
    public NlmsReadout(int features, int outputs, double rate = 0.05, double offset = 1e-8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (rate is not (> 0 and < 2))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate of normalised least mean squares must be above 0 and below 2; from 2 on it diverges.");
        }

        (Features, Outputs, _rate, _offset) = (features, outputs, rate, offset);
        (_weights, _state) = (new double[outputs * features], new double[features]);
    }

    /// <summary>Number of features, N.</summary>
    public int Features { get; }

    /// <summary>Number of outputs, K.</summary>
    public int Outputs { get; }

    /// <summary>The weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights.AsSpan(output * Features, Features);

    /// <summary>The outputs for one state. Allocates nothing.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="outputs">Receives K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs)
    {
        Take(state, outputs.Length);
        for (var output = 0; output < outputs.Length; output++)
        {
            outputs[output] = TensorPrimitives.Dot(Weights(output), _state);
        }
    }

    /// <summary>Learns from one state. Allocates nothing.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="targets">K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Learn(ReadOnlySpan<float> state, ReadOnlySpan<double> targets)
    {
        Take(state, targets.Length);
        var energy = _offset + TensorPrimitives.SumOfSquares<double>(_state);
        for (var output = 0; output < targets.Length && energy > 0; output++)
        {
            var weights = _weights.AsSpan(output * Features, Features);
            var error = targets[output] - TensorPrimitives.Dot<double>(weights, _state);
            TensorPrimitives.MultiplyAdd(_state, _rate * error / energy, weights, weights);
        }
    }

    private void Take(ReadOnlySpan<float> state, int outputs)
    {
        if (state.Length != Features || outputs != Outputs)
        {
            throw new ArgumentException($"The readout maps {Features} features to {Outputs} outputs; got {state.Length} and {outputs}.", nameof(state));
        }

        TensorPrimitives.ConvertTruncating<float, double>(state, _state);
    }
}
