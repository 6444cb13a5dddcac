using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>A linear readout whose synapses learn from three factors: presynaptic activity x, an error e of their output, and a gate G.</summary>
/// <remarks>
/// <para>Δw_k = η G e_k x/(ε + |x|²), or without the division; e_k = d_k − y_k. No synapse consults another weight. With the gate open, normalised, it is <see cref="NlmsReadout"/>; its mean step is
/// down the gradient of the squared error, and for targets that come with a probability it settles, in the mean, at the target times the probability.</para>
/// <para>The step can be split: <see cref="LearnCommon"/> moves the mean of the outputs' weights and <see cref="LearnDifferences"/> what tells them apart; both at once are <see cref="Learn"/>.</para>
/// <para>Allocates nothing in a step. Thread-safe: no.</para>
/// </remarks>
public sealed class ThreeFactorReadout
{
    private readonly ThreeFactorOptions _options;
    private readonly OnlineWeights _weights;
    private readonly double[] _errors;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public ThreeFactorReadout(int features, int outputs, ThreeFactorOptions? options = null)
        : this(new OnlineWeights(features, outputs), (options ?? new ThreeFactorOptions()).Validated())
    {
    }

    private ThreeFactorReadout(OnlineWeights weights, ThreeFactorOptions options) => (_weights, _options, _errors) = (weights, options, new double[weights.Outputs]);

    /// <summary>Number of features, N.</summary>
    public int Features => _weights.Features;

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _weights.Outputs;

    /// <summary>The weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights.Of(output);

    /// <summary>The outputs for one state.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="outputs">Receives K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs) => _weights.Apply(state, outputs);

    /// <summary>Learns from one state.</summary>
    /// <param name="state">x, N numbers.</param>
    /// <param name="targets">d, K numbers.</param>
    /// <param name="gate">G, 0 or more; at 0 nothing changes.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="InvalidOperationException">Without normalisation, the rate is above 2/(G |x|²), where learning diverges.</exception>
    public void Learn(ReadOnlySpan<float> state, ReadOnlySpan<double> targets, double gate = 1)
    {
        var x = _weights.Take(state, targets.Length);
        var step = Prepare(x, targets, gate);
        if (step > 0)
        {
            Move(x, step);
        }
    }

    /// <summary>Learns from one state what all outputs have in common: each weight vector moves by η G ē x/(ε + |x|²), ē the mean of the third factor over outputs.</summary>
    /// <inheritdoc cref="Learn"/>
    public void LearnCommon(ReadOnlySpan<float> state, ReadOnlySpan<double> targets, double gate = 1)
    {
        var x = _weights.Take(state, targets.Length);
        var step = Prepare(x, targets, gate);
        if (step > 0)
        {
            Array.Fill(_errors, TensorPrimitives.Average<double>(_errors));
            Move(x, step);
        }
    }

    /// <summary>Learns from one state what tells the outputs apart: each weight vector moves by η G (e_k − ē) x/(ε + |x|²), so that their mean stays.</summary>
    /// <inheritdoc cref="Learn"/>
    public void LearnDifferences(ReadOnlySpan<float> state, ReadOnlySpan<double> targets, double gate = 1)
    {
        var x = _weights.Take(state, targets.Length);
        var step = Prepare(x, targets, gate);
        if (step > 0)
        {
            TensorPrimitives.Subtract(_errors, TensorPrimitives.Average<double>(_errors), _errors);
            Move(x, step);
        }
    }

    /// <summary>Another readout with the same weights, which learns by itself from now on.</summary>
    public ThreeFactorReadout Copy() => new(_weights.Copy(), _options);

    // The third factor of each output, and by how much a unit of it moves a weight of presynaptic activity 1.
    private double Prepare(ReadOnlySpan<double> x, ReadOnlySpan<double> targets, double gate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gate);
        for (var output = 0; output < _errors.Length; output++)
        {
            var error = targets[output] - TensorPrimitives.Dot<double>(_weights.Of(output), x);
            _errors[output] = _options.ThirdFactor == ThirdFactor.SignedError ? error : Math.Abs(error);
        }

        var energy = TensorPrimitives.SumOfSquares(x);
        if (_options.Normalisation == ErrorNormalisation.PopulationEnergy)
        {
            return _options.Offset + energy > 0 ? _options.Rate * gate / (_options.Offset + energy) : 0;
        }

        return _options.Rate * gate * energy <= 2 ? _options.Rate * gate
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"The rate {_options.Rate} is above 2/|x|² = {2 / (gate * energy):g3} at this state, where learning diverges: lower the rate, or normalise."));
    }

    private void Move(ReadOnlySpan<double> state, double step)
    {
        for (var output = 0; output < _errors.Length; output++)
        {
            var weights = _weights.Of(output);
            TensorPrimitives.MultiplyAdd(state, step * _errors[output], weights, weights);
        }
    }
}
