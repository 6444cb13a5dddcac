using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>One convolution of the self-test with its numbers and what they must give; made once and used for every way.</summary>
internal sealed class ConvolutionProbe
{
    private readonly ConvolutionCase _sizes;
    private readonly Tensor _input;
    private readonly Tensor _weight;
    private readonly Tensor _outputGradient;
    private readonly ReferenceConvolution _reference;

    /// <summary>Draws the numbers and computes the reference; the tensors belong to the current dispose scope.</summary>
    public ConvolutionProbe(ConvolutionCase sizes)
    {
        var random = new RandomStream(0, "convolution-self-test");
        var (height, width) = sizes.OutputSize;
        _sizes = sizes;
        _input = TensorInitialization.Gaussian(random, [sizes.Batch, sizes.Inputs, sizes.Height, sizes.Width], 0, 1);
        _weight = TensorInitialization.Gaussian(random, [sizes.Outputs, sizes.Inputs / sizes.Groups, sizes.KernelHeight, sizes.KernelWidth], 0, 1);
        _outputGradient = TensorInitialization.Gaussian(random, [sizes.Batch, sizes.Outputs, height, width], 0, 1);
        _reference = new ReferenceConvolution(
            sizes, _input.AsReadOnlySpan<float>(), _weight.AsReadOnlySpan<float>(), _outputGradient.AsReadOnlySpan<float>());
    }

    /// <summary>Returns the errors of output, input gradient and weight gradient for one way, each with what it is the error of.</summary>
    public (double Error, string Quantity)[] Errors(ConvolutionPath path, ConvolutionSelfTest.Kernel kernel)
    {
        using var scope = NewDisposeScope();
        var (input, weight) = (_input.detach().requires_grad_(true), _weight.detach().requires_grad_(true));
        var output = kernel(path, input, weight, _sizes.Options);
        output.backward([_outputGradient]);
        return
        [
            (Error(output.detach(), _reference.Output), $"output of {_sizes}"),
            (Error(input.grad!, _reference.InputGradient), $"input gradient of {_sizes}"),
            (Error(weight.grad!, _reference.WeightGradient), $"weight gradient of {_sizes}"),
        ];
    }

    private static double Error(Tensor values, double[] reference) =>
        ReferenceConvolution.RelativeError(values.contiguous().AsReadOnlySpan<float>(), reference);
}
