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

    /// <summary>What the self-test found on this machine; the first call runs it (0.1 s of processor time; seconds where other programs keep the cores busy).</summary>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static ConvolutionReport SelfTest => Tested.Value;

    /// <summary>Convolves signals with a bank of 1-D kernels (a cross-correlation, as everywhere in deep learning).</summary>
    /// <param name="input">[batch, in, length], Float32 or Float64, on the CPU.</param>
    /// <param name="weight">[out, in / groups, kernel], of the same type.</param>
    /// <param name="bias">[out], or null for none.</param>
    /// <param name="stride">Step of the kernel, at least 1.</param>
    /// <param name="padding">Zeros added at both ends.</param>
    /// <param name="dilation">Distance of the kernel's elements, at least 1.</param>
    /// <param name="groups">Number of groups; divides both channel counts.</param>
    /// <returns>[batch, out, (length + 2·padding − dilation·(kernel − 1) − 1) / stride + 1].</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit together.</exception>
    public static Tensor Apply1d(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long dilation = 1, long groups = 1)
    {
        ConvolutionArguments.RequireDimensions(input, weight, 3);
        using var scope = NewDisposeScope();
        var geometry = new ConvolutionGeometry((1, stride), (0, padding), (1, dilation), groups);
        return Apply(input.unsqueeze(2), weight.unsqueeze(2), bias, geometry).squeeze(2).MoveToOuterDisposeScope();
    }

    /// <summary>Convolves images with a bank of 2-D kernels, the same stride, padding and dilation in both directions.</summary>
    /// <param name="input">[batch, in, height, width], Float32 or Float64, on the CPU.</param>
    /// <param name="weight">[out, in / groups, kernel height, kernel width], of the same type.</param>
    /// <param name="bias">[out], or null for none.</param>
    /// <param name="stride">Step of the kernel, at least 1.</param>
    /// <param name="padding">Zeros added on all four sides.</param>
    /// <param name="dilation">Distance of the kernel's elements, at least 1.</param>
    /// <param name="groups">Number of groups; divides both channel counts.</param>
    /// <returns>[batch, out, output height, output width].</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit together.</exception>
    public static Tensor Apply2d(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long dilation = 1, long groups = 1) =>
        Apply2d(input, weight, bias, (stride, stride), (padding, padding), (dilation, dilation), groups);

    /// <summary>Convolves images with a bank of 2-D kernels, with stride, padding and dilation of their own in each direction (height, width).</summary>
    /// <inheritdoc cref="Apply2d(Tensor, Tensor, Tensor?, long, long, long, long)"/>
    public static Tensor Apply2d(
        Tensor input,
        Tensor weight,
        Tensor? bias,
        (long Height, long Width) stride,
        (long Height, long Width) padding,
        (long Height, long Width) dilation,
        long groups = 1)
    {
        ConvolutionArguments.RequireDimensions(input, weight, 4);
        using var scope = NewDisposeScope();
        return Apply(input, weight, bias, new ConvolutionGeometry(stride, padding, dilation, groups)).MoveToOuterDisposeScope();
    }

    private static Tensor Apply(Tensor input, Tensor weight, Tensor? bias, in ConvolutionGeometry geometry)
    {
        ConvolutionArguments.Require(input, weight, bias, geometry);
        var output = ConvolutionKernels.Compute(Choose(input, weight, geometry.Groups), input, weight, geometry);
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
        return report.Path == ConvolutionPath.PaddedOneDnn && padsTooMuch && report.IsRight(ConvolutionPath.Unfold) ? ConvolutionPath.Unfold : report.Path;
    }

    private static ConvolutionReport RunSelfTest()
    {
        Libtorch.EnsureLoaded();
        return ConvolutionSelfTest.Run();
    }
}
