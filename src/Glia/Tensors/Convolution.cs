using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Convolutions that are right on every processor: libtorch's own are silently wrong on some.</summary>
/// <remarks>
/// The oneDNN in libtorch 2.10 gives wrong values and gradients on some processors where a channel count is no multiple of its
/// block. Before the first use in a process, <see cref="SelfTest"/> checks the ways to compute a convolution against float64, and
/// the fastest that is right is taken.
/// </remarks>
public static class Convolution
{
    private static readonly Lazy<ConvolutionSelfTest> Tested = new(ConvolutionSelfTest.Run);

    /// <summary>What the check of this process found; it runs on first use.</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static ConvolutionSelfTest SelfTest => Tested.Value;

    /// <summary>Two-dimensional convolution (cross-correlation, as everywhere in deep learning); differentiable.</summary>
    /// <param name="input">[batch, input channels, height, width].</param>
    /// <param name="weight">[output channels, input channels / groups, kernel height, kernel width].</param>
    /// <param name="bias">[output channels], or null.</param>
    /// <param name="options">Stride, padding, dilation, groups; the defaults if null.</param>
    /// <returns>[batch, output channels, output height, output width].</returns>
    /// <exception cref="ArgumentException">The shapes do not go together.</exception>
    public static Tensor TwoDimensional(Tensor input, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        options ??= new ConvolutionOptions();
        Check(input, weight, bias, options);

        // Only float32 goes through oneDNN's faulty layouts.
        return ConvolutionPaths.Run(input.dtype == ScalarType.Float32 ? SelfTest.Path : ConvolutionPath.OneDnn, input, weight, bias, options);
    }

    /// <summary>One-dimensional convolution; differentiable. The horizontal members of the options count.</summary>
    /// <param name="input">[batch, input channels, length].</param>
    /// <param name="weight">[output channels, input channels / groups, kernel length].</param>
    /// <param name="bias">[output channels], or null.</param>
    /// <param name="options">Stride, padding, dilation, groups; the defaults if null.</param>
    /// <returns>[batch, output channels, output length].</returns>
    /// <exception cref="ArgumentException">The shapes do not go together.</exception>
    public static Tensor OneDimensional(Tensor input, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        options ??= new ConvolutionOptions();
        if (input.dim() != 3 || weight.dim() != 3)
        {
            throw new ArgumentException($"The input must be [batch, channels, length] and the weight [outputs, inputs, length]; they have {input.dim()} and {weight.dim()} dimensions.", nameof(input));
        }

        using var scope = NewDisposeScope();
        var flat = options with { Stride = (1, options.Stride.Horizontal), Padding = (0, options.Padding.Horizontal), Dilation = (1, options.Dilation.Horizontal) };
        return TwoDimensional(input.unsqueeze(2), weight.unsqueeze(2), bias, flat).squeeze(2).MoveToOuterDisposeScope();
    }

    private static void Check(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        if (input.dim() != 4 || weight.dim() != 4)
        {
            throw new ArgumentException($"The input must be [batch, channels, height, width] and the weight [outputs, inputs, height, width]; they have {input.dim()} and {weight.dim()} dimensions.", nameof(input));
        }

        if (options.Groups < 1 || input.shape[1] != weight.shape[1] * options.Groups || weight.shape[0] % options.Groups != 0)
        {
            throw new ArgumentException($"{input.shape[1]} input and {weight.shape[0]} output channels do not go with {options.Groups} groups of {weight.shape[1]} input channels.", nameof(weight));
        }

        if (bias is not null && (bias.dim() != 1 || bias.shape[0] != weight.shape[0]))
        {
            throw new ArgumentException($"The bias must have one value for each of the {weight.shape[0]} output channels.", nameof(bias));
        }

        var spaceHeight = input.shape[2] + (2 * options.Padding.Vertical) - (options.Dilation.Vertical * (weight.shape[2] - 1));
        var spaceWidth = input.shape[3] + (2 * options.Padding.Horizontal) - (options.Dilation.Horizontal * (weight.shape[3] - 1));
        if (spaceHeight < 1 || spaceWidth < 1)
        {
            throw new ArgumentException("The kernel is larger than the padded input.", nameof(weight));
        }
    }
}
