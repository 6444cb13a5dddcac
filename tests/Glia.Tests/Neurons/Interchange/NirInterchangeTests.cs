using Glia.Formats.Nir;
using Glia.Neurons;
using Glia.Neurons.Interchange;

namespace Glia.Tests.Neurons.Interchange;

public sealed class NirInterchangeTests
{
    private const double Step = 1e-4;

    public static TheoryData<NeuronModel> Models =>
    [
        new LeakyIntegrateAndFire { Tau = NeuronParameter.FixedPerNeuron(2, 5, 25), ResetPotential = 0.1, RestingPotential = 0.05, Comparison = ThresholdComparison.Greater },
        new LeakyIntegrateAndFire { Tau = 4, Threshold = NeuronParameter.FixedPerNeuron(0.5, 1, 2), InputDecay = InputDecay.Whole, Comparison = ThresholdComparison.Greater },
        new CurrentBasedLif { SynapseTau = NeuronParameter.FixedPerNeuron(3, 5, 9), MembraneTau = 12, ResetPotential = -0.2 },
        new CurrentBasedLif { InputDecay = InputDecay.Whole, LeakPotential = 0.1 },
        new IntegrateAndFire { Threshold = NeuronParameter.FixedPerNeuron(1, 2, 3), Comparison = ThresholdComparison.Greater },
        new LeakyReadout { Tau = 7, RestingPotential = 0.3 },
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Neurons_that_go_through_a_NIR_file_give_the_same_output(NeuronModel model)
    {
        using var file = new MemoryStream();
        NirFile.Write(Graph(NirExport.ToNode(model, 3, Step)), file);
        var node = NirFile.Parse(file.ToArray(), "test").Nodes["neurons"];
        var layer = Assert.Single(NirImport.ToLayers(node, Step));
        Assert.Equal(3, layer.Neurons);
        var (before, after) = (Run(model, [1, 1, 1]), Run(layer.Model, layer.Gain));
        Assert.Contains(before, value => value != 0);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void A_leak_of_two_and_a_half_milliseconds_decays_by_0_96_in_steps_of_a_tenth()
    {
        // The conventions' known values of NIR's own LIF file: 0.04, 0.0384, 0.036864.
        var layer = NirImport.ToLayers(new NirLif(NirArray.Of(0.0025), NirArray.Of(1), NirArray.Of(0), NirArray.Of(10)), Step)[0];
        var population = new NeuronPopulation(layer.Model, 1);
        var spikes = new float[1];
        foreach (var (input, membrane) in new[] { (1f, 0.04f), (0f, 0.0384f), (0f, 0.036864f) })
        {
            population.Step([input], spikes);
            Assert.Equal(membrane, population.State()[0], 1e-7f);
        }
    }

    [Fact]
    public void Snntorchs_export_gives_back_its_own_recurrence()
    {
        // It writes τ = dt/(1 − β), r = τ/dt, so that v ← β v + x; Leaky with β = 0.9 and x = 0.5 has the membranes .5, .95, 1.355 of the conventions.
        const double tau = Step / 0.1;
        var layer = NirImport.ToLayers(new NirLif(NirArray.Of(tau), NirArray.Of(tau / Step), NirArray.Of(0), NirArray.Of(2)), Step)[0];
        var population = new NeuronPopulation(layer.Model, 1);
        foreach (var membrane in new[] { 0.5, 0.95, 1.355 })
        {
            population.Step([(float)(0.5 * layer.Gain[0])], new float[1]);
            Assert.Equal(membrane, population.State()[0], 1e-6);
        }
    }

    [Fact]
    public void The_exponential_rule_follows_the_continuous_membrane_at_any_step()
    {
        var node = new NirLI(NirArray.Of(0.010), NirArray.Of(2), NirArray.Of(0.5));
        foreach (var step in new[] { 0.001, 0.02 })
        {
            var layer = NirImport.ToLayers(node, step, NirDiscretisation.Exponential)[0];
            var membrane = new float[1];
            var population = new NeuronPopulation(layer.Model, 1);
            population.Step([(float)(3 * layer.Gain[0])], membrane);
            Assert.Equal(0.5 + (6 * (1 - Math.Exp(-step / 0.010))), membrane[0], 1e-5);
        }
    }

    [Fact]
    public void A_current_based_integrator_is_a_synapse_and_a_membrane()
    {
        var layers = NirImport.ToLayers(new NirCubaLI(NirArray.Of(0.001), NirArray.Of(0.002), NirArray.Of(3), NirArray.Of(0), NirArray.Of(10)), Step);
        Assert.IsType<SynapticFilter>(layers[0].Model);
        Assert.IsType<LeakyReadout>(layers[1].Model);
        Assert.Equal([1.0, 3.0], layers.Select(layer => Math.Round(layer.Gain[0], 12)));
    }

    [Fact]
    public void An_integrator_adds_up()
    {
        var layer = NirImport.ToLayers(new NirI(NirArray.Of(5)), Step)[0];
        var population = new NeuronPopulation(layer.Model, 1);
        var sum = new float[1];
        population.Step([(float)(2 * layer.Gain[0])], sum);
        population.Step([(float)(2 * layer.Gain[0])], sum);
        Assert.Equal(2 * 2 * 5 * Step, sum[0], 1e-7);
    }

    [Fact]
    public void What_has_no_place_in_NIR_is_refused_with_its_name()
    {
        Assert.Contains("Soft", Refused(new LeakyIntegrateAndFire { Reset = ResetMode.Soft }), StringComparison.Ordinal);
        Assert.Contains("refractory time", Refused(new LeakyIntegrateAndFire { RefractorySteps = 3 }), StringComparison.Ordinal);
        Assert.Contains("Izhikevich", Refused(new Izhikevich()), StringComparison.Ordinal);
        Assert.Equal("GreaterOrEqual", NirExport.ToNode(new IntegrateAndFire(), 1, Step).Metadata["glia.comparison"]);
    }

    [Fact]
    public void Times_in_milliseconds_and_nodes_without_neurons_are_refused_with_a_hint()
    {
        var late = Assert.Throws<ArgumentException>(() => NirImport.ToLayers(new NirLif(NirArray.Of(0.001, 0.00005), NirArray.Of(1, 1), NirArray.Of(0, 0), NirArray.Of(1, 1)), Step));
        Assert.Contains("LIF.tau of neuron 1", late.Message, StringComparison.Ordinal);
        Assert.Contains("LIF, CubaLIF", Assert.Throws<ArgumentException>(() => NirImport.ToLayers(new NirScale(NirArray.Of(1)), Step)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => NirImport.ToLayers(new NirI(NirArray.Of(1)), 0));
    }

    private static string Refused(NeuronModel model) => Assert.Throws<ArgumentException>(() => NirExport.ToNode(model, 1, Step)).Message;

    private static NirGraph Graph(NirNode neurons) => new(
        new Dictionary<string, NirNode> { ["input"] = new NirInput([3]), ["neurons"] = neurons, ["output"] = new NirOutput([3]) },
        [new NirEdge("input", "neurons"), new NirEdge("neurons", "output")]);

    // A current that rises and falls, different for each of three neurons.
    private static float[] Run(NeuronModel model, IReadOnlyList<double> gain)
    {
        const int steps = 60;
        var current = new float[steps * 3];
        for (var i = 0; i < current.Length; i++)
        {
            current[i] = (float)((1.3 + Math.Sin(i * 0.21)) * gain[i % 3]);
        }

        var output = new float[current.Length];
        new NeuronPopulation(model, 3).Run(current, output, steps);
        return output;
    }
}
