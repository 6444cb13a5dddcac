using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>The ways to compute a convolution; each differentiable by autograd.</summary>
internal static class ConvolutionPaths
{
    private const long Block = 16;

    public static Tensor Run(ConvolutionPath path, Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options) => path switch
    {
        ConvolutionPath.OneDnn => Plain(input, weight, bias, options),
        ConvolutionPath.OneDnnPadded when options.Groups == 1 => Padded(input, weight, bias, options),
        _ => Unfolded(input, weight, bias, options),
    };

    private static Tensor Plain(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options) => nn.functional.conv2d(
        input, weight, bias, [options.Stride.Vertical, options.Stride.Horizontal], [options.Padding.Vertical, options.Padding.Horizontal],
        [options.Dilation.Vertical, options.Dilation.Horizontal], options.Groups);

    private static Tensor Padded(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        using var scope = NewDisposeScope();
        var (missingIn, missingOut) = (Missing(weight.shape[1]), Missing(weight.shape[0]));
        var paddedInput = missingIn == 0 ? input : nn.functional.pad(input, [0, 0, 0, 0, 0, missingIn]);
        var paddedWeight = missingIn + missingOut == 0 ? weight : nn.functional.pad(weight, [0, 0, 0, 0, 0, missingIn, 0, missingOut]);
        var output = Plain(paddedInput, paddedWeight, null, options);
        var kept = missingOut == 0 ? output : output.narrow(1, 0, weight.shape[0]);
        return (bias is null ? kept : kept + bias.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }

    private static Tensor Unfolded(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        using var scope = NewDisposeScope();
        var (batch, outputs, perGroup) = (input.shape[0], weight.shape[0], weight.shape[1]);
        var (kernelHeight, kernelWidth) = (weight.shape[2], weight.shape[3]);
        var columns = nn.functional.unfold(input, (kernelHeight, kernelWidth), options.Dilation, options.Padding, options.Stride);
        var height = Length(input.shape[2], kernelHeight, options.Stride.Vertical, options.Padding.Vertical, options.Dilation.Vertical);
        var output = options.Groups == 1
            ? matmul(weight.reshape(outputs, -1), columns)
            : matmul(
                weight.reshape(options.Groups, outputs / options.Groups, -1),
                columns.reshape(batch, options.Groups, perGroup * kernelHeight * kernelWidth, -1));
        var shaped = output.reshape(batch, outputs, height, -1);
        return (bias is null ? shaped : shaped + bias.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }

    private static long Length(long input, long kernel, long stride, long padding, long dilation) =>
        ((input + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;

    private static long Missing(long channels) => (Block - (channels % Block)) % Block;
}
