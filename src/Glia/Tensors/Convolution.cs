using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Convolutions, 1-D and 2-D, that are right on every processor; forward and gradients.</summary>
/// <remarks>
/// <para>oneDNN 3.7.1 in libtorch 2.10 is silently wrong on some processors where a channel count is no multiple of the vector block. Before the
/// first convolution of a process a self-test compares small convolutions with their definition in double precision; afterwards every
/// convolution takes the fastest way that was right (see <see cref="SelfTest"/>). Use these in place of <c>torch.nn.Conv2d</c> and <c>functional.conv2d</c>.</para>
/// <para>Where plain oneDNN is wrong: padded channels, if padding at most doubles the work and there are no groups; else unfold.</para>
/// <para>Float64 never goes through oneDNN and takes libtorch's own kernels. Autograd works through all ways. Thread-safe: yes.</para>
/// </remarks>
public static class Convolution
{
    private const double WorthwhilePadding = 2;
    private static readonly Lazy<ConvolutionReport> Tested = new(RunSelfTest);

    /// <summary>What the self-test found on this machine; the first call runs it (0.1 s).</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static ConvolutionReport SelfTest => Tested.Value;

    /// <summary>Convolves signals with a bank of 1-D kernels (a cross-correlation, as everywhere in deep learning).</summary>
    /// <param name="input">[batch, input channels, length], Float32 or Float64, on the CPU.</param>
    /// <param name="weight">[output channels, input channels / groups, kernel length], of the same type.</param>
    /// <param name="bias">[output channels], or null for none.</param>
    /// <param name="options">Stride, padding, dilation (their horizontal members count) and groups; the defaults if null.</param>
    /// <returns>[batch, output channels, (length + 2·padding − dilation·(kernel − 1) − 1) / stride + 1].</returns>
    /// <exception cref="ArgumentException">Shapes, types or options do not fit together.</exception>
    public static Tensor OneDimensional(Tensor input, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        ConvolutionArguments.RequireDimensions(input, weight, 3);
        options ??= new ConvolutionOptions();
        using var scope = NewDisposeScope();
        var flat = options with { Stride = (1, options.Stride.Horizontal), Padding = (0, options.Padding.Horizontal), Dilation = (1, options.Dilation.Horizontal) };
        return Apply(input.unsqueeze(2), weight.unsqueeze(2), bias, flat).squeeze(2).MoveToOuterDisposeScope();
    }

    /// <summary>Convolves images with a bank of 2-D kernels.</summary>
    /// <param name="input">[batch, input channels, height, width], Float32 or Float64, on the CPU.</param>
    /// <param name="weight">[output channels, input channels / groups, kernel height, kernel width], of the same type.</param>
    /// <param name="bias">[output channels], or null for none.</param>
    /// <param name="options">Stride, padding, dilation and groups; the defaults if null.</param>
    /// <returns>[batch, output channels, output height, output width].</returns>
    /// <exception cref="ArgumentException">Shapes, types or options do not fit together.</exception>
    public static Tensor TwoDimensional(Tensor input, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        ConvolutionArguments.RequireDimensions(input, weight, 4);
        using var scope = NewDisposeScope();
        return Apply(input, weight, bias, options ?? new ConvolutionOptions()).MoveToOuterDisposeScope();
    }

    private static Tensor Apply(Tensor input, Tensor weight, Tensor? bias, ConvolutionOptions options)
    {
        ConvolutionArguments.Require(input, weight, bias, options);
        var output = ConvolutionKernels.Compute(Choose(input, weight, options.Groups), input, weight, options);
        return bias is null ? output : output.Plus(bias.view(1, -1, 1, 1));
    }

    private static ConvolutionPath Choose(Tensor input, Tensor weight, long groups)
    {
        if (input.dtype == ScalarType.Float64)
        {
            return ConvolutionPath.OneDnnOff;
        }

        var report = SelfTest;
        var padsTooMuch = groups > 1 || ConvolutionKernels.PaddingCost(weight, groups) > WorthwhilePadding;
        return report.Path == ConvolutionPath.OneDnnPadded && padsTooMuch && report.Allows(ConvolutionPath.Unfold) ? ConvolutionPath.Unfold : report.Path;
    }

    private static ConvolutionReport RunSelfTest()
    {
        Libtorch.EnsureLoaded();
        return ConvolutionSelfTest.Run();
    }
}
