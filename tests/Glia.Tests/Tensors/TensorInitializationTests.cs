using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Tensors;

public sealed class TensorInitializationTests
{
    [Fact]
    public void A_linear_weight_is_uniform_within_one_over_the_root_of_its_inputs()
    {
        using var weight = TensorInitialization.LinearWeight(new RandomStream(1, "layer"), 200, 49);
        var values = weight.AsReadOnlySpan<float>().ToArray();

        Assert.Equal([200, 49], weight.shape);
        Assert.True(values.Max() <= 1f / 7 && values.Min() >= -1f / 7);
        Assert.Equal(0, values.Average(), 0.005);
        Assert.Equal(1 / 49.0 / 3, values.Select(value => (double)value * value).Average(), 0.0003); // variance b²/3 of U(−b, b)
    }

    [Fact]
    public void The_same_seed_and_name_fill_a_layer_with_the_same_numbers()
    {
        using var first = nn.Linear(5, 3);
        using var second = nn.Linear(5, 3);
        TensorInitialization.FillLinear(first, new RandomStream(7, "layer"));
        TensorInitialization.FillLinear(second, new RandomStream(7, "layer"));
        using var weight = TensorInitialization.LinearWeight(new RandomStream(7, "layer/weight"), 3, 5);

        Assert.Equal(first.weight.AsReadOnlySpan<float>().ToArray(), second.weight.AsReadOnlySpan<float>().ToArray());
        Assert.Equal(first.bias!.AsReadOnlySpan<float>().ToArray(), second.bias!.AsReadOnlySpan<float>().ToArray());
        Assert.Equal(weight.AsReadOnlySpan<float>().ToArray(), first.weight.AsReadOnlySpan<float>().ToArray());
    }

    [Fact]
    public void A_gaussian_tensor_has_the_mean_and_deviation_asked_for()
    {
        using var tensor = TensorInitialization.Gaussian(new RandomStream(2, "noise"), [100, 100], 3, 0.5);
        var values = tensor.AsReadOnlySpan<float>().ToArray();
        Assert.Equal(3, values.Average(), 0.02);
        Assert.Equal(0.25, values.Select(value => (value - 3.0) * (value - 3.0)).Average(), 0.01);
    }

    [Fact]
    public void A_layer_without_inputs_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorInitialization.LinearWeight(new RandomStream(1, "layer"), 3, 0));
    }
}
