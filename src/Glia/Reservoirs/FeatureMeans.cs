using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>Means of a reservoir's features, gathered over some steps and subtracted from others.</summary>
/// <remarks>Rates are positive: without centring one direction has nearly all of the energy, and rules that follow a gradient crawl along the others.</remarks>
public sealed class FeatureMeans
{
    private readonly double[] _sums;
    private readonly float[] _means;
    private long _steps;

    /// <summary>Starts without steps.</summary>
    /// <param name="features">Number of features, N.</param>
    public FeatureMeans(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        (_sums, _means) = (new double[features], new float[features]);
    }

    /// <summary>Adds steps to the means.</summary>
    /// <param name="states">[T, N].</param>
    /// <exception cref="ArgumentException">The numbers are not whole steps.</exception>
    public void Add(ReadOnlySpan<float> states)
    {
        var steps = WholeSteps(states);
        for (var step = 0; step < steps; step++)
        {
            var state = states.Slice(step * _sums.Length, _sums.Length);
            for (var feature = 0; feature < state.Length; feature++)
            {
                _sums[feature] += state[feature];
            }
        }

        _steps += steps;
        for (var feature = 0; feature < _means.Length && _steps > 0; feature++)
        {
            _means[feature] = (float)(_sums[feature] / _steps);
        }
    }

    /// <summary>Subtracts the means.</summary>
    /// <param name="states">[T, N], changed in place.</param>
    /// <exception cref="ArgumentException">The numbers are not whole steps.</exception>
    /// <exception cref="InvalidOperationException">There are no steps yet.</exception>
    public void Subtract(Span<float> states)
    {
        var steps = WholeSteps(states);
        if (_steps == 0)
        {
            throw new InvalidOperationException("There are no steps to take means over.");
        }

        for (var step = 0; step < steps; step++)
        {
            var state = states.Slice(step * _sums.Length, _sums.Length);
            TensorPrimitives.Subtract<float>(state, _means, state);
        }
    }

    private int WholeSteps(ReadOnlySpan<float> states) => states.Length % _sums.Length == 0 ? states.Length / _sums.Length
        : throw new ArgumentException($"{states.Length} numbers are not whole steps of {_sums.Length} features.", nameof(states));
}
