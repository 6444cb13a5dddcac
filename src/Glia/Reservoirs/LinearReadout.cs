using System.Buffers;
using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>A linear map from a reservoir's state to outputs: y = W x + b.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LinearReadout
{
    private readonly double[] _weights;
    private readonly double[] _bias;

    internal LinearReadout(int features, double[] weights, double[] bias) => (Features, _weights, _bias) = (features, weights, bias);

    /// <summary>Number of features, N.</summary>
    public int Features { get; }

    /// <summary>Number of outputs, K.</summary>
    public int Outputs => _bias.Length;

    /// <summary>The bias of each output.</summary>
    public ReadOnlySpan<double> Bias => _bias;

    /// <summary>What had to be added to the ridge penalty since states depended on each other to rounding; 0 where the penalty sufficed.</summary>
    public double AddedPenalty { get; internal init; }

    /// <summary>The weights of one output, N numbers.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights.AsSpan(output * Features, Features);

    /// <summary>The outputs for one state.</summary>
    /// <param name="state">N numbers.</param>
    /// <param name="outputs">Receives K numbers.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Apply(ReadOnlySpan<float> state, Span<double> outputs)
    {
        CheckSizes(Features, Outputs, state, outputs.Length);
        var rented = ArrayPool<double>.Shared.Rent(Features);
        var x = rented.AsSpan(0, Features);
        TensorPrimitives.ConvertTruncating(state, x);
        for (var output = 0; output < outputs.Length; output++)
        {
            outputs[output] = _bias[output] + TensorPrimitives.Dot(Weights(output), x);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    internal static void CheckSizes(int features, int outputs, ReadOnlySpan<float> state, int outputLength)
    {
        if (state.Length != features || outputLength != outputs)
        {
            throw new ArgumentException($"The readout maps {features} features to {outputs} outputs; got {state.Length} and {outputLength}.", nameof(state));
        }
    }
}
