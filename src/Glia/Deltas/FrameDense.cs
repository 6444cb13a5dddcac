namespace Glia.Deltas;

/// <summary>A fully connected layer over a whole frame, y = W·x + b; linear.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Inputs">Numbers that go in, a frame in the order [channels, height, width].</param>
/// <param name="Outputs">Numbers that come out.</param>
/// <param name="Weight">[outputs, inputs], as libtorch has it.</param>
/// <param name="Bias">[outputs].</param>
public sealed record FrameDense(string Name, int Inputs, int Outputs, float[] Weight, float[] Bias) : FrameLayer(Name)
{
    internal FrameDense Validated(FrameShape input) => Inputs == input.Units && Outputs > 0 && Weight.Length == Outputs * Inputs && Bias.Length == Outputs
        ? this
        : throw new ArgumentException(
            $"Layer '{Name}' takes {Inputs} numbers and gives {Outputs}, with {Weight.Length} weights and {Bias.Length} biases; a frame of {input} needs [{Outputs}, {input.Units}] weights and [{Outputs}] biases.");
}
