using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>The weights of a readout that learns step by step, and the state of the step in double precision.</summary>
internal sealed class OnlineWeights
{
    private readonly double[] _weights;
    private readonly double[] _state;

    public OnlineWeights(int features, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        (Features, Outputs) = (features, outputs);
        (_weights, _state) = (new double[outputs * features], new double[features]);
    }

    public int Features { get; }

    public int Outputs { get; }

    /// <summary>The weights of one output.</summary>
    public Span<double> Of(int output) => _weights.AsSpan(output * Features, Features);

    /// <summary>Takes the state of a step.</summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public ReadOnlySpan<double> Take(ReadOnlySpan<float> state, int outputs)
    {
        LinearReadout.CheckSizes(Features, Outputs, state, outputs);
        TensorPrimitives.ConvertTruncating<float, double>(state, _state);
        return _state;
    }

    /// <summary>The same weights, apart from these.</summary>
    public OnlineWeights Copy()
    {
        var copy = new OnlineWeights(Features, Outputs);
        _weights.CopyTo(copy._weights, 0);
        return copy;
    }

    /// <summary>The outputs for a state.</summary>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs)
    {
        var x = Take(state, outputs.Length);
        for (var output = 0; output < outputs.Length; output++)
        {
            outputs[output] = TensorPrimitives.Dot(Of(output), x);
        }
    }
}
