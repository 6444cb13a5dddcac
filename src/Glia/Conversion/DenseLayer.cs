using Glia.Random;

namespace Glia.Conversion;

/// <summary>A fully connected layer, y = x·W + b; inputs that are zero cost nothing.</summary>
/// <remarks>Parameters: W as [input, output], then b. Initial weights are normal with variance 2/inputs (He et al. 2015), biases zero.</remarks>
public sealed class DenseLayer : IFeedforwardLayer
{
    private readonly float[] _parameters;

    /// <summary>Makes a layer with random weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public DenseLayer(string name, int inputs, int outputs, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (Name, Inputs, Outputs) = (name, inputs, outputs);
        _parameters = new float[(inputs + 1) * outputs];
        random.FillGaussian(_parameters.AsSpan(0, Weights), 0, MathF.Sqrt(2f / inputs));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Outputs { get; }

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters;

    /// <inheritdoc/>
    public int Weights => Inputs * Outputs;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        _parameters.AsSpan(Weights).CopyTo(output);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != 0)
            {
                ScaledSum.Add(input[i], _parameters.AsSpan(i * Outputs, Outputs), output);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient)
    {
        ScaledSum.Add(1, outputError, gradient[Weights..]);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != 0)
            {
                ScaledSum.Add(input[i], outputError, gradient.Slice(i * Outputs, Outputs));
            }
        }

        for (var i = 0; i < inputError.Length; i++)
        {
            inputError[i] = ScaledSum.Dot(outputError, _parameters.AsSpan(i * Outputs, Outputs));
        }
    }
}
