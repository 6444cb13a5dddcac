using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Tests.Training;

public sealed class GradientNormTests
{
    [Fact]
    public void Gradients_that_are_too_long_together_are_scaled_to_the_largest_norm()
    {
        using var scope = NewDisposeScope();
        var (first, second, without) = (zeros(2).requires_grad_(true), zeros(1).requires_grad_(true), zeros(3).requires_grad_(true));
        first.sum().Times(3).Plus(second.sum(), Math.Sqrt(7)).backward();
        Assert.Equal(5, GradientNorm.Clip([first, second, without], 1), 1e-6);
        Assert.All(first.grad!.AsSpan<float>().ToArray(), value => Assert.Equal(0.6, value, 1e-6));
        Assert.Equal(Math.Sqrt(7) / 5, second.grad!.AsSpan<float>()[0], 1e-6);
        Assert.Null(without.grad);
    }

    [Fact]
    public void Short_gradients_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var parameter = zeros(4).requires_grad_(true);
        parameter.sum().backward();
        Assert.Equal(2, GradientNorm.Clip([parameter], 2.5), 1e-6);
        Assert.Equal([1f, 1, 1, 1], parameter.grad!.AsSpan<float>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientNorm.Clip([parameter], 0));
    }
}
