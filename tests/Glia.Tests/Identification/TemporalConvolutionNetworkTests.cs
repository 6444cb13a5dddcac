using Glia.Identification;
using Glia.Random;
using Glia.Tensors;
using Glia.Tests.Neurons;
using static TorchSharp.torch;

namespace Glia.Tests.Identification;

public sealed class TemporalConvolutionNetworkTests
{
    private static readonly TemporalConvolutionNetworkOptions Small = new() { Inputs = 6, Outputs = 2, Layers = 2, Channels = 11, Kernel = 4 };

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.9)]
    public void Equals_convolutions_step_by_step_in_value_and_gradient_for_spikes_and_for_dense_input(double density)
    {
        using var scope = NewDisposeScope();
        using var network = new TemporalConvolutionNetwork(Small, new RandomStream(1, "tcn"));
        var inputs = TensorInitialization.Uniform(new RandomStream(2, "tcn"), [15, 3, 6], density - 1, density).relu();
        var up = TensorInitialization.Gaussian(new RandomStream(3, "tcn"), [15, 3, 2], 0, 1);
        var names = network.named_parameters().Select(p => p.name).ToList();
        var output = network.call(inputs);
        var gradients = autograd.grad([output], [.. network.parameters()], [up]);
        var copies = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone().requires_grad_(true));
        var expected = Reference(inputs, copies);
        var expectedGradients = autograd.grad([expected], [.. names.Select(name => copies[name])], [up]);
        ReferenceComparison.Close("output", expected, output, 1e-5);
        foreach (var (name, one, other) in names.Zip(expectedGradients, gradients))
        {
            ReferenceComparison.Close(name, one, other, 1e-4);
        }
    }

    [Fact]
    public void Reaches_back_as_far_as_it_says_and_never_forward()
    {
        using var scope = NewDisposeScope();
        using var network = new TemporalConvolutionNetwork(Small with { Channels = 32 }, new RandomStream(4, "tcn"));
        var pulse = zeros(20, 1, 6);
        pulse[5, 0] = ones(6);
        var difference = network.call(pulse).sub(network.call(zeros(20, 1, 6))).abs().sum([1, 2]);
        var touched = Enumerable.Range(0, 20).Where(t => difference[t].item<float>() > 0).ToList();
        Assert.Equal(7, Small.Reach);
        Assert.Equal(Enumerable.Range(5, 7), touched);
    }

    [Fact]
    public void Has_the_parameters_of_its_convolutions()
    {
        using var network = new TemporalConvolutionNetwork(new() { Inputs = 192, Outputs = 2 }, new RandomStream(1, "tcn"));
        Assert.Equal((192 * 32 * 35) + 32 + (2 * ((32 * 32 * 35) + 32)) + (2 * 32) + 2, network.ParameterCount);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("Kernel", Assert.Throws<ArgumentOutOfRangeException>(() => new TemporalConvolutionNetwork(Small with { Kernel = 0 }, new RandomStream(1, "tcn"))).Message, StringComparison.Ordinal);
        using var network = new TemporalConvolutionNetwork(Small, new RandomStream(1, "tcn"));
        using var wrong = zeros(3, 2, 7);
        Assert.Contains("[3, 2, 7]", Assert.Throws<ArgumentException>(() => network.call(wrong)).Message, StringComparison.Ordinal);
    }

    private static Tensor Reference(Tensor inputs, Dictionary<string, Tensor> weights)
    {
        var (steps, batch) = (inputs.shape[0], inputs.shape[1]);
        var values = inputs;
        for (var layer = 0; layer < Small.Layers; layer++)
        {
            var outputs = new List<Tensor>();
            var kernel = weights[$"weight{layer}"].reshape(values.shape[2], Small.Kernel, Small.Channels);
            for (var t = 0; t < steps; t++)
            {
                var sum = weights[$"bias{layer}"].expand(batch, Small.Channels);
                for (var k = 0; k < Small.Kernel && k <= t; k++)
                {
                    sum = sum.Plus(values[t - k].mm(kernel.select(1, k)));
                }

                outputs.Add(sum.relu());
            }

            values = stack(outputs);
        }

        return values.reshape(-1, Small.Channels).mm(weights["_outputWeight"].t()).Plus(weights["_outputBias"]).reshape(steps, batch, -1);
    }
}
