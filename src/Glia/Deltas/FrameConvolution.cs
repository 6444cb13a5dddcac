namespace Glia.Deltas;

/// <summary>A convolution with a square kernel, y[f, r, c] = b[f] + Σ w[f, k, i, j]·x[k, s·r + i − p, s·c + j − p]; linear.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Channels">Channels that go in.</param>
/// <param name="Filters">Channels that come out.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">Steps s of the kernel.</param>
/// <param name="Padding">Zeros p around the frame.</param>
/// <param name="Weight">[filters, channels, kernel, kernel], as libtorch has it.</param>
/// <param name="Bias">[filters].</param>
public sealed record FrameConvolution(string Name, int Channels, int Filters, int Kernel, int Stride, int Padding, float[] Weight, float[] Bias) : FrameLayer(Name)
{
    internal FrameConvolution Validated(FrameShape input)
    {
        var output = ((input.Height + (2 * Padding) - Kernel) / Math.Max(1, Stride)) + 1;
        return Channels == input.Channels && Filters > 0 && Kernel > 0 && Stride > 0 && Padding >= 0 && output > 0
            && Kernel <= Math.Min(input.Height, input.Width) + (2 * Padding) && Weight.Length == Filters * Channels * Kernel * Kernel && Bias.Length == Filters
            ? this
            : throw new ArgumentException(
                $"Layer '{Name}' convolves {Channels} channels into {Filters} with a {Kernel} × {Kernel} kernel, stride {Stride}, padding {Padding}, {Weight.Length} weights and {Bias.Length} biases; "
                + $"that does not fit a frame of {input}: there must be [{Filters}, {input.Channels}, {Kernel}, {Kernel}] weights and [{Filters}] biases, and a place for the kernel.");
    }
}
