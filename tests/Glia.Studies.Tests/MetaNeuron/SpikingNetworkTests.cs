using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Random;
using Glia.Studies.MetaNeuron;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.Tests.MetaNeuron;

/// <summary>The gradients that are added by hand.</summary>
public sealed class SpikingNetworkTests
{
    private const int Hidden = 6;
    private static readonly SpikeSet Samples = SpikeSet.Draw(SpikeTask.Bursts, 12, 20, new RandomStream(1, "samples"));
    private static readonly int[] Batch = [3, 0, 7, 10, 4];

    [Fact]
    public void Gradients_of_a_smooth_network_are_its_differences()
    {
        using var network = Network(SpikeNonlinearity.SurrogatePrimitive);
        network.AddGradients(Samples, Batch);
        foreach (var (name, variable) in Variables(network))
        {
            var gradient = variable.grad!.AsReadOnlySpan<float>().ToArray();
            Assert.Contains(gradient, slope => Math.Abs(slope) > 1e-3);
            for (var i = 0; i < gradient.Length; i++)
            {
                Assert.True(Math.Abs(Difference(network, variable, i) - gradient[i]) < 5e-4, $"{name}[{i}]: {Difference(network, variable, i)} against {gradient[i]}");
            }
        }
    }

    [Fact]
    public void Gradients_of_a_spiking_network_are_those_of_automatic_differentiation()
    {
        using var scope = NewDisposeScope();
        using var network = Network(SpikeNonlinearity.Step);
        network.AddGradients(Samples, Batch);

        // The same network with dense inputs, operation by operation; it begins with the same constants.
        using var layer = new NeuronLayer(Model(SpikeNonlinearity.Step), Hidden);
        Tensor Copy(Tensor values) => values.detach().clone().requires_grad_();
        var (weights, bias, readout) = (Copy(network.Input.Weights), Copy(network.Input.Bias), Copy(network.Readout.Weights));
        var spikes = layer.Run(Dense().matmul(weights).add(bias), null).Output;
        var logits = spikes.mean([0]).Times(10).matmul(readout.narrow(0, 0, Hidden)).add(readout[Hidden]);
        var labels = tensor(Batch.Select(sample => (long)Samples.Labels[sample]).ToArray());
        var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();

        Assert.Equal(loss.item<float>(), network.Loss(Samples, Batch), 1e-5);
        Equal(weights, network.Input.Weights);
        Equal(bias, network.Input.Bias);
        Equal(readout, network.Readout.Weights);
        var expected = layer.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        Assert.Equal(3, network.Constants.Count());
        Assert.All(network.Constants, constant => Equal(expected[constant.Name], constant.Raw));
    }

    [Fact]
    public void A_meta_neuron_driven_out_of_its_bounds_is_found()
    {
        using var network = new SpikingNetwork(Samples.Inputs, Hidden, new Glia.Neurons.MetaNeuron(), new RandomStream(2, "init"));
        Assert.Null(network.Divergence(Samples));
        network.Input.Bias.AsSpan<float>()[4] = -60;
        Assert.Equal(4, network.Divergence(Samples)!.Value.Neuron);
    }

    private static SpikingNetwork Network(SpikeNonlinearity nonlinearity) => new(Samples.Inputs, Hidden, Model(nonlinearity), new RandomStream(2, "init"));

    private static LeakyIntegrateAndFire Model(SpikeNonlinearity nonlinearity) => new()
    {
        Tau = NeuronParameter.PerNeuron(3),
        Threshold = NeuronParameter.PerNeuron(1),
        ResetPotential = NeuronParameter.PerNeuron(0.1),
        RestingPotential = 0.0,
        InputDecay = InputDecay.Whole,
        // The detached reset is no derivative of anything: differences need the whole one.
        ResetGradient = nonlinearity == SpikeNonlinearity.Step ? ResetGradient.Detached : ResetGradient.Through,
        Nonlinearity = nonlinearity,
        Surrogate = Surrogate.ATan(),
    };

    private static IEnumerable<(string Name, Tensor Variable)> Variables(SpikingNetwork network) =>
        [("weights", network.Input.Weights), ("bias", network.Input.Bias), ("readout", network.Readout.Weights), .. network.Constants];

    private static double Difference(SpikingNetwork network, Tensor variable, int element)
    {
        const float Step = 4e-3f;
        using var values = variable.detach();
        var here = values.AsReadOnlySpan<float>()[element];
        values.AsSpan<float>()[element] = here + Step;
        var above = network.Loss(Samples, Batch);
        values.AsSpan<float>()[element] = here - Step;
        var below = network.Loss(Samples, Batch);
        values.AsSpan<float>()[element] = here;
        return (above - below) / (2 * Step);
    }

    private static Tensor Dense()
    {
        var dense = zeros(Samples.Steps, Batch.Length, Samples.Inputs);
        var values = dense.AsSpan<float>();
        for (var step = 0; step < Samples.Steps; step++)
        {
            for (var b = 0; b < Batch.Length; b++)
            {
                foreach (var unit in Samples.Active(Batch[b], step))
                {
                    values[(((step * Batch.Length) + b) * Samples.Inputs) + unit] = 1;
                }
            }
        }

        return dense;
    }

    private static void Equal(Tensor expected, Tensor actual) =>
        Assert.All(expected.grad!.AsReadOnlySpan<float>().ToArray().Zip(actual.grad!.AsReadOnlySpan<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
}
