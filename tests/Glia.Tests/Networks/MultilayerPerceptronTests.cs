using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Networks;

public sealed class MultilayerPerceptronTests
{
    [Fact]
    public void Initial_parameters_fill_plus_minus_one_over_root_inputs_and_padding_is_zero()
    {
        var network = new MultilayerPerceptron([784, 128, 10], new RandomStream(1, "init"));
        foreach (var layer in network.Layers)
        {
            var bound = 1 / Math.Sqrt(layer.Inputs);
            var rows = Enumerable.Range(0, layer.Inputs + 1).Select(i => network.Parameters.Slice(layer.WeightOffset + (i * layer.Stride), layer.Stride).ToArray()).ToList();
            var values = rows.SelectMany(row => row[..layer.Outputs]).Select(value => (double)value).ToList();
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.InRange(values.Average(value => value * value) / (bound * bound / 3), 0.9, 1.1);
            Assert.All(rows.SelectMany(row => row[layer.Outputs..]), value => Assert.Equal(0f, value));
        }

        Assert.Equal((784 * 128) + 128 + (128 * 10) + 10, network.ParameterCount);
    }

    [Fact]
    public void Normal_parameters_have_variance_two_over_inputs_and_biases_one_and_padding_is_zero()
    {
        var network = MultilayerPerceptron.WithNormalParameters([784, 1000, 1000], HiddenActivation.ExponentialLinear, new RandomStream(1, "init"));
        Assert.Equal(HiddenActivation.ExponentialLinear, network.Clone().Activation);
        foreach (var layer in network.Layers)
        {
            var rows = Enumerable.Range(0, layer.Inputs + 1).Select(i => network.Parameters.Slice(layer.WeightOffset + (i * layer.Stride), layer.Stride).ToArray()).ToList();
            Assert.InRange(rows[..^1].SelectMany(row => row[..layer.Outputs]).Average(value => (double)value * value) * layer.Inputs / 2, 0.98, 1.02);
            Assert.InRange(rows[^1][..layer.Outputs].Average(value => (double)value * value), 0.85, 1.15);
            Assert.All(rows.SelectMany(row => row[layer.Outputs..]), value => Assert.Equal(0f, value));
        }
    }

    [Fact]
    public void The_same_stream_gives_the_same_network() => Assert.Equal(
        new MultilayerPerceptron([20, 10, 3], new RandomStream(1, "init")).Parameters.ToArray(),
        new MultilayerPerceptron([20, 10, 3], new RandomStream(1, "init")).Parameters.ToArray());

    [Fact]
    public void A_clone_is_equal_and_shares_nothing()
    {
        var network = new MultilayerPerceptron([20, 10, 3], new RandomStream(1, "init"));
        var clone = network.Clone();
        Assert.Equal(network.Parameters.ToArray(), clone.Parameters.ToArray());
        clone.Parameters[0] += 1;
        Assert.NotEqual(network.Parameters[0], clone.Parameters[0]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10, 0, 3)]
    public void Impossible_sizes_are_refused(params int[] sizes) =>
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => new MultilayerPerceptron(sizes, new RandomStream(1, "init"))).Message, StringComparison.Ordinal);
}
