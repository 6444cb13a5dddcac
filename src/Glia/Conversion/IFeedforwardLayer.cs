namespace Glia.Conversion;

/// <summary>One layer of a feedforward network, applied to one sample at a time; images lie as [row, column, channel].</summary>
/// <remarks>
/// A sample's numbers depend on nothing else that is computed beside it, so that results are the same bits in any batch.
/// Implementations are safe to use from several threads as long as nobody changes <see cref="Parameters"/>.
/// </remarks>
public interface IFeedforwardLayer
{
    /// <summary>The layer's name, unique in a network; messages use it.</summary>
    string Name { get; }

    /// <summary>Numbers that go in.</summary>
    int Inputs { get; }

    /// <summary>Numbers that come out.</summary>
    int Outputs { get; }

    /// <summary>What training changes; empty where there is nothing to learn.</summary>
    Span<float> Parameters { get; }

    /// <summary>How many of the first parameters are weights, which weight decay applies to; the rest are biases and scales.</summary>
    int Weights { get; }

    /// <summary>Computes the output of one sample.</summary>
    /// <param name="input">[<see cref="Inputs"/>].</param>
    /// <param name="output">[<see cref="Outputs"/>]; overwritten.</param>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Adds to the gradient of the parameters, and computes the derivative by the input.</summary>
    /// <param name="input">What went in.</param>
    /// <param name="outputError">∂loss/∂output.</param>
    /// <param name="inputError">∂loss/∂input, overwritten; empty if nobody wants it.</param>
    /// <param name="gradient">As long as <see cref="Parameters"/>; added to.</param>
    void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient);
}
