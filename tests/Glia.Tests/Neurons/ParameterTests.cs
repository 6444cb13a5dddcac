using Glia.Neurons;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class ParameterTests
{
    [Fact]
    public void A_learned_constant_begins_as_the_fixed_one_would_stand()
    {
        using var scope = NewDisposeScope();
        var learned = new NeuronModel[]
        {
            new LeakyIntegrateAndFire { Tau = NeuronParameter.PerNeuron(2, 5, 20), Threshold = NeuronParameter.PerLayer(0.7) },
            new AdaptiveLeakyIntegrateAndFire { AdaptationTau = NeuronParameter.PerNeuron(3, 30, 300) },
            new AstrocyteModulatedLif { AstrocyteTau = NeuronParameter.PerNeuron(3, 30, 300), Feedback = NeuronParameter.PerLayer(0.6) },
            new DelayedResetLeaky { Beta = NeuronParameter.PerNeuron(0.5, 0.9, 0.99) },
        };
        var constant = new NeuronModel[]
        {
            new LeakyIntegrateAndFire { Tau = NeuronParameter.FixedPerNeuron(2, 5, 20), Threshold = 0.7 },
            new AdaptiveLeakyIntegrateAndFire { AdaptationTau = NeuronParameter.FixedPerNeuron(3, 30, 300) },
            new AstrocyteModulatedLif { AstrocyteTau = NeuronParameter.FixedPerNeuron(3, 30, 300), Feedback = 0.6 },
            new DelayedResetLeaky { Beta = NeuronParameter.FixedPerNeuron(0.5, 0.9, 0.99) },
        };
        var current = TensorInitialization.Gaussian(new Glia.Random.RandomStream(1, "parameters"), [40, 2, 3], 0.5, 1).to_type(ScalarType.Float64);
        foreach (var (free, fixedModel) in learned.Zip(constant))
        {
            using var first = new NeuronLayer(free, 3, ScalarType.Float64);
            using var second = new NeuronLayer(fixedModel, 3, ScalarType.Float64);
            ReferenceComparison.Close(free.GetType().Name, second.Run(current, null).State, first.Run(current, null).State, 1e-12);
        }
    }

    [Fact]
    public void A_trained_layer_tells_its_constants_and_goes_on_without_libtorch()
    {
        using var scope = NewDisposeScope();
        var model = new AdaptiveLeakyIntegrateAndFire
        {
            Tau = NeuronParameter.PerNeuron(2, 5, 20),
            Threshold = NeuronParameter.PerLayer(0.7),
            AdaptationTau = NeuronParameter.PerNeuron(40),
            AdaptationStrength = NeuronParameter.PerLayer(0.3),
        };
        using var layer = new NeuronLayer(model, 3);
        foreach (var (name, expected) in new[] { ("Tau", new[] { 2.0, 5, 20 }), ("Threshold", [0.7]), ("AdaptationTau", [40, 40, 40]), ("AdaptationStrength", [0.3]) })
        {
            var values = layer.LearnedValues()[name];
            Assert.Equal(expected.Length, values.Length);
            Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * pair.First));
        }

        using (no_grad())
        {
            foreach (var parameter in layer.parameters())
            {
                parameter.AddInPlace(ones_like(parameter), 0.3);
            }
        }

        Assert.Equal(1 + Math.Exp(-0.3), layer.LearnedValues()["Tau"][0], 1e-6);
        var current = TensorInitialization.Gaussian(new Glia.Random.RandomStream(1, "trained"), [30, 2, 3], 0.5, 1);
        var trained = layer.call(current).AsReadOnlySpan<float>().ToArray();
        var spikes = new float[180];
        layer.ToPopulation(batch: 2).Run(current.AsReadOnlySpan<float>(), spikes, 30);
        Assert.Equal(trained, spikes);
        new NeuronPopulation(model, 3, batch: 2).Run(current.AsReadOnlySpan<float>(), spikes, 30);
        Assert.NotEqual(trained, spikes);
    }

    [Fact]
    public void The_parametric_neuron_begins_at_zero_for_a_time_constant_of_two()
    {
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(2) }, 4);
        var (name, parameter) = layer.named_parameters().Single();
        Assert.Equal("Tau", name);
        Assert.Equal(0, parameter.item<float>());
    }

    [Fact]
    public void A_learned_reset_potential_without_a_resting_potential_is_one_parameter()
    {
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire { ResetPotential = NeuronParameter.PerNeuron(-0.1) }, 4);
        Assert.Equal(4, layer.named_parameters().Single().parameter.numel());
    }

    [Fact]
    public void Parameters_with_equal_scope_and_values_are_equal_and_a_number_is_a_fixed_one()
    {
        NeuronParameter number = 3;
        Assert.Equal(NeuronParameter.FixedPerNeuron(3), number);
        Assert.NotEqual(NeuronParameter.PerLayer(3), number);
        Assert.Equal(new LeakyIntegrateAndFire { Tau = 5 }, new LeakyIntegrateAndFire { Tau = 5 });
        Assert.Equal("PerNeuron(1, 2, 3, 4, …)", NeuronParameter.PerNeuron(1, 2, 3, 4, 5).ToString());
    }

    [Fact]
    public void Shapes_of_spans_are_checked()
    {
        var population = new NeuronPopulation(new LeakyIntegrateAndFire(), 3, batch: 2);
        Assert.Contains("must have 6 numbers; it has 5", Assert.Throws<ArgumentException>(() => population.Step(new float[5], new float[6])).Message);
        Assert.Contains("[4, 2, 3]", Assert.Throws<ArgumentException>(() => population.Run(new float[24], new float[23], 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => population.State(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NeuronPopulation(new LeakyIntegrateAndFire(), -1));
    }

    [Fact]
    public void Input_and_output_may_be_the_same_memory()
    {
        var current = new float[60];
        new Glia.Random.RandomStream(1, "in place").FillGaussian(current, 0.5f, 1);
        var spikes = new float[60];
        new NeuronPopulation(new LeakyIntegrateAndFire(), 6).Run(current, spikes, 10);
        new NeuronPopulation(new LeakyIntegrateAndFire(), 6).Run(current, current, 10);
        Assert.Equal(spikes, current);
    }

    [Fact]
    public void A_reset_population_starts_again()
    {
        var population = new NeuronPopulation(new Izhikevich(), 1);
        var (first, second) = (new float[400], new float[400]);
        var current = Enumerable.Repeat(10f, 400).ToArray();
        population.Run(current, first, 400);
        population.Reset();
        population.Run(current, second, 400);
        Assert.Equal(first, second);
        Assert.True(first.Sum() > 0);
    }
}
