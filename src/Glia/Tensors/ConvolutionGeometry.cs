namespace Glia.Tensors;

/// <summary>How the kernel of a 2-D convolution moves over its input; 1-D convolutions have height 1.</summary>
/// <param name="Stride">Steps of the kernel (height, width).</param>
/// <param name="Padding">Zeros added on both sides (height, width).</param>
/// <param name="Dilation">Distance of the kernel's elements (height, width).</param>
/// <param name="Groups">Number of groups; output channels of a group see input channels of that group only.</param>
internal readonly record struct ConvolutionGeometry(
    (long Height, long Width) Stride,
    (long Height, long Width) Padding,
    (long Height, long Width) Dilation,
    long Groups)
{
    /// <summary>Returns the output size (height, width) for an input and a kernel of the given sizes.</summary>
    public (long Height, long Width) OutputSize(long height, long width, long kernelHeight, long kernelWidth) =>
        (OutputSize(height, kernelHeight, Stride.Height, Padding.Height, Dilation.Height),
         OutputSize(width, kernelWidth, Stride.Width, Padding.Width, Dilation.Width));

    private static long OutputSize(long size, long kernel, long stride, long padding, long dilation) =>
        Math.Max(0, (size + (2 * padding) - (dilation * (kernel - 1)) - 1 + stride) / stride);
}
