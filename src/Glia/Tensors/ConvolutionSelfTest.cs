using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Computes small convolutions in every way and compares them with the definition in double precision.</summary>
/// <remarks>
/// The order of preference is fixed, by measurement (docs/native-library.md), and only rightness is decided at run time: a choice by timing would
/// make two runs on one machine differ in their last bits.
/// </remarks>
internal static class ConvolutionSelfTest
{
    private static readonly ConvolutionPath[] Preference =
        [ConvolutionPath.OneDnn, ConvolutionPath.PaddedOneDnn, ConvolutionPath.Unfold, ConvolutionPath.OneDnnOff];

    /// <summary>A way to convolve input with weight; the tests pass broken ones.</summary>
    public delegate Tensor Kernel(ConvolutionPath path, Tensor input, Tensor weight, in ConvolutionGeometry geometry);

    /// <summary>Tests all ways and, where nothing else is right, leaves oneDNN switched off.</summary>
    public static ConvolutionReport Run() => Run(ConvolutionKernels.Compute);

    /// <inheritdoc cref="Run()"/>
    public static ConvolutionReport Run(Kernel kernel)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using var ordinary = inference_mode(false);
        var results = new List<ConvolutionPathResult>();
        foreach (var path in Preference)
        {
            if (path == ConvolutionPath.OneDnnOff && !OneDnnSwitch.TrySet(false))
            {
                results.Add(new ConvolutionPathResult(path, double.NaN, "this build of libtorch does not export the switch", WasTried: false));
                continue;
            }

            results.Add(Test(path, kernel));
        }

        var report = new ConvolutionReport(results);
        if (results.Any(result => result.IsRight) && report.Path != ConvolutionPath.OneDnnOff)
        {
            OneDnnSwitch.TrySet(true);
        }

        return report;
    }

    private static ConvolutionPathResult Test(ConvolutionPath path, Kernel kernel)
    {
        var (worst, worstCase) = (-1.0, "");
        foreach (var sizes in ConvolutionCase.SelfTest)
        {
            foreach (var (error, quantity) in Errors(sizes, path, kernel))
            {
                if (!(error <= worst) && !double.IsNaN(worst))
                {
                    (worst, worstCase) = (error, $"{quantity} of {sizes}");
                }
            }
        }

        return new ConvolutionPathResult(path, worst, worstCase);
    }

    private static (double Error, string Quantity)[] Errors(ConvolutionCase sizes, ConvolutionPath path, Kernel kernel)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(0, "convolution-self-test");
        var (height, width) = sizes.OutputSize;
        var input = TensorInitialization.Gaussian(random, [sizes.Batch, sizes.Inputs, sizes.Height, sizes.Width], 0, 1);
        var weight = TensorInitialization.Gaussian(random, [sizes.Outputs, sizes.Inputs / sizes.Groups, sizes.KernelHeight, sizes.KernelWidth], 0, 1);
        var outputGradient = TensorInitialization.Gaussian(random, [sizes.Batch, sizes.Outputs, height, width], 0, 1);
        var reference = new ReferenceConvolution(
            sizes, input.AsReadOnlySpan<float>(), weight.AsReadOnlySpan<float>(), outputGradient.AsReadOnlySpan<float>());

        input.requires_grad_(true);
        weight.requires_grad_(true);
        var output = kernel(path, input, weight, sizes.Geometry);
        output.backward([outputGradient]);
        return
        [
            (Error(output.detach(), reference.Output), "output"),
            (Error(input.grad!, reference.InputGradient), "input gradient"),
            (Error(weight.grad!, reference.WeightGradient), "weight gradient"),
        ];
    }

    private static double Error(Tensor values, double[] reference) =>
        ReferenceConvolution.RelativeError(values.contiguous().AsReadOnlySpan<float>(), reference);
}
