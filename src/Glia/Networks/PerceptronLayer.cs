namespace Glia.Networks;

/// <summary>Where one layer's numbers lie in the flat parameter buffer of a <see cref="MultilayerPerceptron"/>.</summary>
/// <remarks>
/// The weight from input i to output o is at <c>WeightOffset + i·Stride + o</c>, the bias of output o at <c>BiasOffset + o</c>. The
/// columns from <c>Outputs</c> to <c>Stride</c> pad rows to whole vectors; parameters and gradients there are always zero.
/// </remarks>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="Stride">Distance between the weights of two inputs, a multiple of 16.</param>
/// <param name="WeightOffset">Index of the first weight.</param>
/// <param name="BiasOffset">Index of the first bias.</param>
public readonly record struct PerceptronLayer(int Inputs, int Outputs, int Stride, int WeightOffset, int BiasOffset)
{
    /// <summary>Numbers of the layer in the flat buffer: weights, then biases, padding included.</summary>
    public int Length => (Inputs + 1) * Stride;
}
