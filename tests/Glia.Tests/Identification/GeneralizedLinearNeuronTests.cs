using Glia.Identification;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Identification;

public sealed class GeneralizedLinearNeuronTests
{
    [Fact]
    public void Equals_traces_of_every_input_that_are_weighted_and_summed()
    {
        using var scope = NewDisposeScope();
        double[] taus = [5, 20, 100];
        using var neuron = new GeneralizedLinearNeuron(4, 2, new RandomStream(1, "glm"), taus);
        var inputs = TensorInitialization.Gaussian(new RandomStream(2, "glm"), [40, 3, 4], 0, 1);
        var weight = neuron.named_parameters().Single(p => p.name == "_weight").parameter;
        var expected = zeros(40, 3, 2);
        for (var k = 0; k < taus.Length; k++)
        {
            var trace = zeros(3, 4);
            for (var t = 0; t < 40; t++)
            {
                trace = trace.Times(Math.Exp(-1 / taus[k])).Plus(inputs[t]);
                expected[t] = expected[t].Plus(trace.mm(weight.narrow(0, 2 * k, 2).t()));
            }
        }

        Assert.True(expected.sub(neuron.call(inputs)).abs().max().item<float>() < 1e-4);
        Assert.Equal((3 * 4 * 2) + 2, neuron.ParameterCount);
    }
}
