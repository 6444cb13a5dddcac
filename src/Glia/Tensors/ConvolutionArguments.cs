using TorchSharp;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Checks what a caller passes to a convolution, and says what was expected.</summary>
internal static class ConvolutionArguments
{
    public static void RequireDimensions(Tensor input, Tensor weight, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        var names = dimensions == 3 ? "[batch, channels, length]" : "[batch, channels, height, width]";
        Require(input.dim() == dimensions, nameof(input), $"The input of a {dimensions - 2}-D convolution must have the shape {names}; got {Shape(input)}.");
        Require(weight.dim() == dimensions, nameof(weight), $"The weight of a {dimensions - 2}-D convolution must have {dimensions} dimensions; got {Shape(weight)}.");
    }

    public static void Require(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        var groups = options.Groups;
        Require(groups >= 1, nameof(groups), $"The number of groups must be at least 1; got {groups}.");
        Require(Least(options.Stride) >= 1, "stride", $"The stride must be at least 1; got {Least(options.Stride)}.");
        Require(Least(options.Dilation) >= 1, "dilation", $"The dilation must be at least 1; got {Least(options.Dilation)}.");
        Require(Least(options.Padding) >= 0, "padding", $"The padding must not be negative; got {Least(options.Padding)}.");
        Require(
            input.dtype is ScalarType.Float32 or ScalarType.Float64 && input.device_type == DeviceType.CPU,
            nameof(input),
            $"The input must be Float32 or Float64 on the CPU; got {input.dtype} on {input.device_type}.");
        Require(weight.dtype == input.dtype, nameof(weight), $"The weight must have the input's type {input.dtype}; got {weight.dtype}.");
        Require(
            weight.shape[0] > 0 && weight.shape[1] > 0 && weight.shape[0] % groups == 0 && weight.shape[1] * groups == input.shape[1],
            nameof(weight),
            $"A weight for {input.shape[1]} input channels in {groups} groups must have the shape [out, {input.shape[1]} / {groups}, …], out a multiple of {groups}; got {Shape(weight)}.");
        Require(
            bias is null || (bias.dim() == 1 && bias.shape[0] == weight.shape[0] && bias.dtype == input.dtype),
            nameof(bias),
            $"The bias must have the shape [{weight.shape[0]}] and the input's type {input.dtype}.");
        var (height, width) = options.OutputSize(input.shape[2], input.shape[3], weight.shape[2], weight.shape[3]);
        Require(height > 0 && width > 0, nameof(input), $"The kernel does not fit into the padded input: input {Shape(input)}, weight {Shape(weight)}.");
    }

    private static long Least((long Vertical, long Horizontal) pair) => Math.Min(pair.Vertical, pair.Horizontal);

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static void Require(bool holds, string parameter, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
