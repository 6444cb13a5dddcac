using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Glia.Tests.Tensors;

public sealed class ConvolutionTests
{
    private static readonly long[] Channels = [1, 3, 5, 16, 17, 33];
    private static readonly ConvolutionOptions Padded = new() { Padding = (1, 1) };
    private static readonly ConvolutionOptions Uneven = new() { Stride = (2, 1), Padding = (1, 2), Dilation = (1, 2) };
    private static readonly ConvolutionOptions Wide = new() { Stride = (7, 3), Padding = (7, 2), Dilation = (7, 2) }; // 7: not for 1-D

    public static TheoryData<long, long> ChannelPairs()
    {
        var pairs = new TheoryData<long, long>();
        foreach (var inputs in Channels)
        {
            foreach (var outputs in Channels)
            {
                pairs.Add(inputs, outputs);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(ChannelPairs))]
    public void Two_dimensional_values_and_gradients_agree_with_float64(long inputs, long outputs)
    {
        AssertAgree([3, inputs, 9, 7], [outputs, inputs, 3, 3], (x, w, b) => Convolution.TwoDimensional(x, w, b, Padded), (x, w, b) => F.conv2d(x, w, b, [1], [1]));
        AssertAgree(
            [2, inputs, 11, 13], [outputs, inputs, 5, 3], (x, w, b) => Convolution.TwoDimensional(x, w, b, Uneven), (x, w, b) => F.conv2d(x, w, b, [2, 1], [1, 2], [1, 2]));
    }

    [Theory]
    [MemberData(nameof(ChannelPairs))]
    public void One_dimensional_values_and_gradients_agree_with_float64(long inputs, long outputs)
    {
        AssertAgree([2, inputs, 37], [outputs, inputs, 5], (x, w, b) => Convolution.OneDimensional(x, w, b), (x, w, b) => F.conv1d(x, w, b));
        AssertAgree(
            [3, inputs, 29], [outputs, inputs, 4], (x, w, b) => Convolution.OneDimensional(x, w, b, Wide), (x, w, b) => F.conv1d(x, w, b, 3, 2, 2));
    }

    [Theory]
    [InlineData(4, 12, 20)]
    [InlineData(3, 51, 33)]
    [InlineData(7, 7, 7)]
    public void Groups_agree_with_float64(long groups, long inputs, long outputs)
    {
        AssertAgree(
            [2, inputs, 9, 7], [outputs, inputs / groups, 3, 3], (x, w, b) => Convolution.TwoDimensional(x, w, b, Padded with { Groups = groups }), (x, w, b) => F.conv2d(x, w, b, [1], [1], [1], groups));
    }

    [Theory]
    [InlineData(ConvolutionPath.OneDnn)]
    [InlineData(ConvolutionPath.OneDnnPadded)]
    [InlineData(ConvolutionPath.Unfold)]
    public void Every_path_computes_the_same_convolution(object path)
    {
        var taken = (ConvolutionPath)path;
        Assert.SkipUnless(Convolution.SelfTest.Allows(taken), $"{taken} is wrong on this processor, and therefore not used.");
        foreach (var groups in new long[] { 1, 3 })
        {
            var options = new ConvolutionOptions { Stride = (2, 1), Padding = (1, 0), Dilation = (1, 2), Groups = groups };
            AssertAgree(
                [2, 21, 9, 10], [15, 21 / groups, 3, 2], (x, w, _) => ConvolutionKernels.Compute(taken, x, w, options), (x, w, _) => F.conv2d(x, w, null, [2, 1], [1, 0], [1, 2], groups));
        }
    }

    [Fact]
    public void Only_the_result_stays_in_the_callers_scope()
    {
        using var x = ones(2, 5, 9, 9);
        using var w = ones(7, 5, 3, 3);
        using var b = ones(7);
        using var scope = NewDisposeScope();
        using var y = Convolution.TwoDimensional(x, w, b);

        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(46f, y[0, 0, 0, 0].item<float>());
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_with_what_was_expected()
    {
        using var scope = NewDisposeScope();
        var (x, w) = (ones(2, 5, 9, 9), ones(8, 4, 3, 3));

        Assert.Contains("5 input channels", Assert.Throws<ArgumentException>(() => Convolution.TwoDimensional(x, w)).Message);
        Assert.Contains("[batch, channels, length]", Assert.Throws<ArgumentException>(() => Convolution.OneDimensional(x, w)).Message);
        Assert.Contains("stride", Assert.Throws<ArgumentException>(() => Convolution.TwoDimensional(x, ones(8, 5, 3, 3), options: new ConvolutionOptions { Stride = (0, 1) })).Message);
        Assert.Contains("does not fit", Assert.Throws<ArgumentException>(() => Convolution.TwoDimensional(x, ones(8, 5, 11, 3))).Message);
        Assert.Contains("Float32", Assert.Throws<ArgumentException>(() => Convolution.TwoDimensional(x, ones(8, 5, 3, 3, ScalarType.Float64))).Message);
        Assert.Contains("bias", Assert.Throws<ArgumentException>(() => Convolution.TwoDimensional(x, ones(8, 5, 3, 3), ones(7))).Message);
    }

    private static void AssertAgree(long[] input, long[] weight, Func<Tensor, Tensor, Tensor, Tensor> actual, Func<Tensor, Tensor, Tensor, Tensor> reference)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(3, "convolution-tests");
        var parameters = new[]
        {
            TensorInitialization.Gaussian(random, input, 0, 1), TensorInitialization.Gaussian(random, weight, 0, 1), TensorInitialization.Gaussian(random, weight.AsSpan(0, 1), 0, 1),
        };
        var got = Evaluate(actual, parameters);
        var expected = Evaluate(reference, [.. parameters.Select(parameter => parameter.to_type(ScalarType.Float64))]);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].shape, got[i].shape);
            var error = (got[i].to_type(ScalarType.Float64) - expected[i]).abs().max().item<double>() / expected[i].abs().max().item<double>();
            Assert.True(error < 2e-5, $"{new[] { "output", "input gradient", "weight gradient", "bias gradient" }[i]} is off by {error:G3} of its largest value.");
        }
    }

    // Output and the three gradients, for an output gradient that depends on the shape alone.
    private static Tensor[] Evaluate(Func<Tensor, Tensor, Tensor, Tensor> convolve, Tensor[] parameters)
    {
        var leaves = parameters.Select(parameter => parameter.detach().clone().requires_grad_(true)).ToArray();
        var output = convolve(leaves[0], leaves[1], leaves[2]);
        output.backward([TensorInitialization.Gaussian(new RandomStream(4, "output-gradient"), output.shape, 0, 1).to_type(output.dtype)]);
        return [output.detach(), .. leaves.Where(leaf => leaf.grad is not null).Select(leaf => leaf.grad!)];
    }
}
