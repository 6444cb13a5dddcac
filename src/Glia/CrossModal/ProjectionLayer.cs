using System.Numerics.Tensors;
using Glia.Random;
using Glia.Training;

namespace Glia.CrossModal;

/// <summary>A linear map with bias, an activation, and the gradients of both; weights [inputs, width].</summary>
/// <remarks>Initial numbers are uniform in ±1/√inputs, as those of PyTorch's Linear.</remarks>
internal sealed class ProjectionLayer
{
    private readonly ProjectionActivation _activation;
    private readonly float[] _parameters;
    private readonly float[] _gradients;
    private readonly AdamMoments<float> _moments;

    public ProjectionLayer(int inputs, int width, ProjectionActivation activation, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        (Inputs, Width, _activation) = (inputs, width, activation);
        (_parameters, _gradients) = (new float[(inputs + 1) * width], new float[(inputs + 1) * width]);
        _moments = new AdamMoments<float>(_parameters.Length);
        var bound = 1 / MathF.Sqrt(inputs);
        random.FillUniform(_parameters, -bound, bound);
    }

    public int Inputs { get; }

    public int Width { get; }

    public int ParameterCount => _parameters.Length;

    private ReadOnlySpan<float> Row(int input) => _parameters.AsSpan(input * Width, Width);

    /// <summary>charged ← x W + b, output ← activation(charged).</summary>
    /// <param name="x">[B, inputs].</param>
    /// <param name="charged">[B, width].</param>
    /// <param name="output">[B, width].</param>
    public void Forward(ReadOnlySpan<float> x, Span<float> charged, Span<float> output)
    {
        for (var row = 0; row < x.Length / Inputs; row++)
        {
            var sum = charged.Slice(row * Width, Width);
            Row(Inputs).CopyTo(sum);
            for (var input = 0; input < Inputs; input++)
            {
                TensorPrimitives.MultiplyAdd(Row(input), x[(row * Inputs) + input], sum, sum);
            }
        }

        charged.CopyTo(output);
        if (_activation == ProjectionActivation.Gelu)
        {
            Gelu.Apply(output);
        }
    }

    /// <summary>Replaces the gradient by that of this batch.</summary>
    /// <param name="x">[B, inputs].</param>
    /// <param name="charged">What <see cref="Forward"/> left there.</param>
    /// <param name="byOutput">[B, width]; becomes the gradient by what was charged.</param>
    public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> charged, Span<float> byOutput)
    {
        if (_activation == ProjectionActivation.Gelu)
        {
            Gelu.Backward(charged, byOutput);
        }

        Array.Clear(_gradients);
        for (var row = 0; row < x.Length / Inputs; row++)
        {
            var error = byOutput.Slice(row * Width, Width);
            for (var input = 0; input <= Inputs; input++)
            {
                var sum = _gradients.AsSpan(input * Width, Width);
                TensorPrimitives.MultiplyAdd(error, input < Inputs ? x[(row * Inputs) + input] : 1, sum, sum);
            }
        }
    }

    /// <summary>The gradient by the input, [B, inputs].</summary>
    /// <param name="byCharged">What <see cref="Backward"/> made of the gradient by the output.</param>
    /// <param name="byInput">Receives it.</param>
    public void InputGradient(ReadOnlySpan<float> byCharged, Span<float> byInput)
    {
        for (var i = 0; i < byInput.Length; i++)
        {
            byInput[i] = TensorPrimitives.Dot(Row(i % Inputs), byCharged.Slice(i / Inputs * Width, Width));
        }
    }

    public void Step(AdamRates rates) => _moments.Step(_parameters, _gradients, rates);
}
