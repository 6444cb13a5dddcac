using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Glia.Tensors;

/// <summary>The ways to compute a 2-D convolution without bias, out of operations that autograd knows.</summary>
internal static class ConvolutionKernels
{
    private const long VectorBlock = 16;

    /// <summary>Convolves input [batch, in, height, width] with weight [out, in/groups, height, width] in the given way.</summary>
    public static Tensor Compute(ConvolutionPath path, Tensor input, Tensor weight, ConvolutionOptions options) => path switch
    {
        ConvolutionPath.OneDnnPadded => Padded(input, weight, options),
        ConvolutionPath.Unfold => Unfold(input, weight, options),
        _ => Native(input, weight, options),
    };

    /// <summary>Returns by what factor padding all channels to multiples of 16 multiplies the multiplications.</summary>
    public static double PaddingCost(Tensor weight, long groups)
    {
        var (outputs, inputs) = (weight.shape[0] / groups, weight.shape[1]);
        return (double)(RoundUp(outputs) * RoundUp(inputs)) / (outputs * inputs);
    }

    private static Tensor Native(Tensor input, Tensor weight, ConvolutionOptions options) => F.conv2d(
        input,
        weight,
        null,
        [options.Stride.Vertical, options.Stride.Horizontal],
        [options.Padding.Vertical, options.Padding.Horizontal],
        [options.Dilation.Vertical, options.Dilation.Horizontal],
        options.Groups);

    private static Tensor Padded(Tensor input, Tensor weight, ConvolutionOptions options)
    {
        var (groups, outputs, inputs) = (options.Groups, weight.shape[0] / options.Groups, weight.shape[1]);
        var (batch, height, width) = (input.shape[0], input.shape[2], input.shape[3]);
        var (moreOutputs, moreInputs) = (RoundUp(outputs) - outputs, RoundUp(inputs) - inputs);
        if (moreInputs > 0)
        {
            input = F.pad(input.reshape(batch, groups, inputs, height, width), [0, 0, 0, 0, 0, moreInputs]);
            input = input.reshape(batch, groups * (inputs + moreInputs), height, width);
        }

        if (moreInputs + moreOutputs > 0)
        {
            var (kernelHeight, kernelWidth) = (weight.shape[2], weight.shape[3]);
            weight = F.pad(weight.reshape(groups, outputs, inputs, kernelHeight, kernelWidth), [0, 0, 0, 0, 0, moreInputs, 0, moreOutputs]);
            weight = weight.reshape(groups * (outputs + moreOutputs), inputs + moreInputs, kernelHeight, kernelWidth);
        }

        var result = Native(input, weight, options);
        return moreOutputs == 0 ? result : result
            .reshape(batch, groups, outputs + moreOutputs, result.shape[2], result.shape[3])
            .narrow(2, 0, outputs)
            .reshape(batch, groups * outputs, result.shape[2], result.shape[3]);
    }

    private static Tensor Unfold(Tensor input, Tensor weight, ConvolutionOptions options)
    {
        var (batch, groups, outputs) = (input.shape[0], options.Groups, weight.shape[0]);
        var (kernelHeight, kernelWidth) = (weight.shape[2], weight.shape[3]);
        var (height, width) = options.OutputSize(input.shape[2], input.shape[3], kernelHeight, kernelWidth);
        var patch = weight.shape[1] * kernelHeight * kernelWidth;
        var columns = F.unfold(input, (kernelHeight, kernelWidth), options.Dilation, options.Padding, options.Stride);
        return weight.reshape(1, groups, outputs / groups, patch)
            .matmul(columns.reshape(batch, groups, patch, height * width))
            .reshape(batch, outputs, height, width);
    }

    private static long RoundUp(long channels) => (channels + VectorBlock - 1) / VectorBlock * VectorBlock;
}
