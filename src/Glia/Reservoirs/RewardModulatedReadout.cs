using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A linear readout that learns from one reward for all outputs, by trying: exploration that was rewarded more than usual is kept.</summary>
/// <remarks>
/// <para>ỹ_k = y_k + ξ_k, ξ ~ N(0, σ²); R = −|d − ỹ|²; Δw_k = η/(2σ²) G (R − R̄) ξ_k x/(ε + |x|²), R̄ a running mean of R. The mean step is that of the signed error with rate η, since
/// E[R ξ_k] = 2 σ² e_k; its noise is what the missing sign costs. After Legenstein et al. 2010 and Hoerzer, Legenstein and Maass 2014, from memory; here the exploration is known exactly.</para>
/// <para>Allocates nothing in a step. Thread-safe: no.</para>
/// </remarks>
public sealed class RewardModulatedReadout
{
    private const double Offset = 1e-8;
    private readonly RewardModulatedOptions _options;
    private readonly RandomStream _random;
    private readonly OnlineWeights _weights;
    private readonly double[] _exploration;
    private double _usual = double.NaN;

    /// <summary>Starts with all weights 0.</summary>
    /// <param name="features">Number of features, N.</param>
    /// <param name="outputs">Number of outputs, K.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of the exploration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public RewardModulatedReadout(int features, int outputs, RewardModulatedOptions? options, RandomStream random)
        : this(new OnlineWeights(features, outputs), (options ?? new RewardModulatedOptions()).Validated(), random)
    {
    }

    private RewardModulatedReadout(OnlineWeights weights, RewardModulatedOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        (_weights, _options, _random, _exploration) = (weights, options, random, new double[weights.Outputs]);
    }

    /// <summary>Number of features, N.</summary>
    public int Features => _weights.Features;

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _weights.Outputs;

    /// <summary>The weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights.Of(output);

    /// <summary>The outputs for one state, without exploration.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="outputs">Receives K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs) => _weights.Apply(state, outputs);

    /// <summary>Tries outputs for one state and learns from the reward.</summary>
    /// <param name="state">x, N numbers.</param>
    /// <param name="targets">d, K numbers, of which the rule sees the reward alone.</param>
    /// <param name="gate">G, 0 or more; at 0 no weight changes.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Learn(ReadOnlySpan<float> state, ReadOnlySpan<double> targets, double gate = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gate);
        var x = _weights.Take(state, targets.Length);
        var reward = 0.0;
        for (var output = 0; output < _exploration.Length; output++)
        {
            _exploration[output] = _options.Exploration * _random.NextGaussian();
            var error = targets[output] - TensorPrimitives.Dot(_weights.Of(output), x) - _exploration[output];
            reward -= error * error;
        }

        _usual = double.IsNaN(_usual) ? reward : _usual;
        var step = _options.Rate * gate * (reward - _usual) / (2 * _options.Exploration * _options.Exploration * (Offset + TensorPrimitives.SumOfSquares(x)));
        for (var output = 0; output < _exploration.Length; output++)
        {
            var weights = _weights.Of(output);
            TensorPrimitives.MultiplyAdd(x, step * _exploration[output], weights, weights);
        }

        _usual += _options.BaselineRate * (reward - _usual);
    }

    /// <summary>Another readout with the same weights, which learns by itself from now on.</summary>
    /// <param name="random">Source of its exploration.</param>
    public RewardModulatedReadout Copy(RandomStream random) => new(_weights.Copy(), _options, random) { _usual = _usual };
}
