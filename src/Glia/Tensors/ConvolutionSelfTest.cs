using System.Globalization;
using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>What the check of the convolution paths found in this process.</summary>
/// <param name="Path">The path taken.</param>
/// <param name="LargestErrors">Each path's largest error relative to float64, over values and gradients of the test cases.</param>
public sealed record ConvolutionSelfTest(ConvolutionPath Path, IReadOnlyDictionary<ConvolutionPath, double> LargestErrors)
{
    /// <summary>A larger error than this, relative to the largest value, is a fault and no rounding.</summary>
    public const double Tolerance = 1e-4;

    // Fastest first, as measured by ConvolutionBenchmarks where all are right.
    private static readonly ConvolutionPath[] Preference = [ConvolutionPath.OneDnn, ConvolutionPath.OneDnnPadded, ConvolutionPath.Unfold];

    // Channel counts around the block of 16, odd sizes: (batch, inputs, outputs, height, width, kernel).
    private static readonly (long Batch, long Inputs, long Outputs, long Height, long Width, long Kernel)[] Cases =
        [(2, 3, 5, 9, 7, 3), (1, 17, 33, 5, 6, 3), (3, 1, 8, 1, 23, 1), (2, 24, 10, 1, 19, 1), (2, 16, 32, 6, 5, 3)];

    /// <summary>Whether the path taken is right.</summary>
    public bool IsRight => LargestErrors[Path] <= Tolerance;

    /// <summary>The finding in one line.</summary>
    public string Summary
    {
        get
        {
            var wrong = LargestErrors.Where(path => !(path.Value <= Tolerance)).Select(path => string.Create(CultureInfo.InvariantCulture, $"{path.Key} is wrong here (relative error {path.Value:G2})"));
            return string.Join("; ", wrong.Prepend(string.Create(CultureInfo.InvariantCulture, $"through {Path}, relative error {LargestErrors[Path]:G2}")));
        }
    }

    /// <summary>Checks every path on a few odd-sized convolutions, forward and gradients, and takes the fastest that is right.</summary>
    internal static ConvolutionSelfTest Run()
    {
        Libtorch.EnsureLoaded();
        var errors = Preference.ToDictionary(path => path, path => Cases.Max(size => LargestError(path, size)));
        return new ConvolutionSelfTest(Preference.FirstOrDefault(path => errors[path] <= Tolerance, ConvolutionPath.Unfold), errors);
    }

    private static double LargestError(ConvolutionPath path, (long Batch, long Inputs, long Outputs, long Height, long Width, long Kernel) size)
    {
        using var scope = NewDisposeScope();
        var stream = new RandomStream(seed: 1, "convolution self-test");
        var options = new ConvolutionOptions { Padding = (size.Kernel / 2, 1), Stride = (1, 1) };
        var input = Uniform(stream, [size.Batch, size.Inputs, size.Height, size.Width]);
        var weight = Uniform(stream, [size.Outputs, size.Inputs, size.Kernel, 3]);
        var bias = Uniform(stream, [size.Outputs]);
        var outputs = Uniform(stream, [size.Batch * size.Outputs * size.Height * size.Width]);
        var exact = Gradients(ConvolutionPath.OneDnn, outputs.to(ScalarType.Float64), input.to(ScalarType.Float64), weight.to(ScalarType.Float64), bias.to(ScalarType.Float64), options);
        var tested = Gradients(path, outputs, input, weight, bias, options);
        return exact.Zip(tested).Max(pair =>
        {
            var error = ((pair.Second.to(ScalarType.Float64) - pair.First).abs().max() / pair.First.abs().max()).item<double>();
            return double.IsNaN(error) ? double.PositiveInfinity : error;
        });
    }

    // The output and the gradients of a weighted sum of it: a plain sum would hide errors that cancel.
    private static Tensor[] Gradients(ConvolutionPath path, Tensor outputWeights, Tensor input, Tensor weight, Tensor bias, ConvolutionOptions options)
    {
        Tensor[] leaves = [input.detach().requires_grad_(), weight.detach().requires_grad_(), bias.detach().requires_grad_()];
        var output = ConvolutionPaths.Run(path, leaves[0], leaves[1], leaves[2], options);
        (output.flatten() * outputWeights).sum().backward();
        return [output.detach(), .. leaves.Select(leaf => leaf.grad!)];
    }

    private static Tensor Uniform(RandomStream stream, long[] shape)
    {
        var values = new float[shape.Aggregate((a, b) => a * b)];
        stream.FillUniform(values, -1, 1);
        return tensor(values, shape);
    }
}
