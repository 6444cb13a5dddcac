using Glia.Tensors;
using Glia.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = Glia.Training.Adam;

namespace Glia.Tests.Training;

public sealed class AdamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void Steps_follow_the_equations(int length)
    {
        using var scope = NewDisposeScope();
        var options = new AdamOptions { Beta1 = 0.8, Beta2 = 0.9, WeightDecay = 0.1, LargestNorm = 1e9 };
        var parameter = new Parameter(ones(length));
        var adam = new Adam([parameter], options);
        double value = 1, mean = 0, square = 0;
        for (var step = 1; step <= 3; step++)
        {
            using var scale = tensor((float)step);
            parameter.mul(scale).sum().backward();
            adam.Step(0.1);
            mean = (0.8 * mean) + (0.2 * step);
            square = (0.9 * square) + (0.1 * step * step);
            value = (value * (1 - (0.1 * 0.1))) - (0.1 * mean / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(square / (1 - Math.Pow(0.9, step))) + 1e-8));
            Assert.All(parameter.AsSpan<float>().ToArray(), number => Assert.Equal(value, number, 1e-5));
            Assert.Null(parameter.grad);
        }
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_before_they_are_scaled_down()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (new Parameter(ones(17)), new Parameter(ones(8)));
        first.sum().Plus(second.sum()).backward();
        Assert.Equal(5, new Adam([first, second], new AdamOptions { LargestNorm = 1 }).Step(0.1), 1e-6);
    }

    [Fact]
    public void Settings_out_of_range_are_refused() =>
        Assert.Contains("Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([], new AdamOptions { Beta2 = 1 })).Message, StringComparison.Ordinal);
}
