namespace Glia.Tensors;

/// <summary>How a kernel moves over its input; the same in both dimensions unless said otherwise.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Steps of the kernel, vertical and horizontal, positive.</summary>
    public (long Vertical, long Horizontal) Stride { get; init; } = (1, 1);

    /// <summary>Zeros around the input, vertical and horizontal.</summary>
    public (long Vertical, long Horizontal) Padding { get; init; } = (0, 0);

    /// <summary>Distance of neighbouring kernel elements, vertical and horizontal, positive.</summary>
    public (long Vertical, long Horizontal) Dilation { get; init; } = (1, 1);

    /// <summary>Groups into which channels are divided; each output channel sees the input channels of its group.</summary>
    public long Groups { get; init; } = 1;

    /// <summary>Returns height and width of the output; 0 or less where the kernel does not fit into the padded input.</summary>
    internal (long Height, long Width) OutputSize(long height, long width, long kernelHeight, long kernelWidth) =>
        (OutputSize(height, kernelHeight, Stride.Vertical, Padding.Vertical, Dilation.Vertical),
         OutputSize(width, kernelWidth, Stride.Horizontal, Padding.Horizontal, Dilation.Horizontal));

    private static long OutputSize(long size, long kernel, long stride, long padding, long dilation)
    {
        var room = size + (2 * padding) - (dilation * (kernel - 1)) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}
