using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class ExpressiveLeakyMemoryTests
{
    private static readonly ExpressiveLeakyMemoryOptions Small = new() { Inputs = 6, Outputs = 2, Memories = 5, GreatestTauMs = 50 };

    public static TheoryData<MemoryActivation, MemoryWriteGain, ParameterScope, int> Variants
    {
        get
        {
            var data = new TheoryData<MemoryActivation, MemoryWriteGain, ParameterScope, int>();
            foreach (var activation in Enum.GetValues<MemoryActivation>())
            {
                foreach (var gain in Enum.GetValues<MemoryWriteGain>())
                {
                    data.Add(activation, gain, ParameterScope.Fixed, 3);
                    data.Add(activation, gain, ParameterScope.PerNeuron, 11);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Equals_operation_by_operation(MemoryActivation activation, MemoryWriteGain gain, ParameterScope tau, int batch)
    {
        var options = Small with { Activation = activation, WriteGain = gain, TauScope = tau, Memories = 9, Routing = InputRouting.Interleaved(6, 4, 3) };
        Check(options, 7, batch, ScalarType.Float64, 1e-9);
        Check(options, 7, batch, ScalarType.Float32, 2e-5);
        Check(options with { Memories = 20, Hidden = 33 }, 1, 8, ScalarType.Float32, 2e-5);
        Check(options with { HiddenLayers = 2, Hidden = 13 }, 7, batch, ScalarType.Float64, 1e-9);
        Check(options with { HiddenLayers = 4 }, 5, batch, ScalarType.Float32, 2e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Gradients_of_the_smooth_neuron_are_its_differences(int layers)
    {
        using var scope = NewDisposeScope();
        var options = Small with { Activation = MemoryActivation.Silu, TauScope = ParameterScope.PerNeuron, HiddenLayers = layers };
        using var neuron = new ExpressiveLeakyMemory(options, new RandomStream(1, "elm"), ScalarType.Float64);
        var random = new RandomStream(2, "elm");
        var inputs = TensorInitialization.Gaussian(random, [20, 2, 6], 0, 1).to_type(ScalarType.Float64).requires_grad_(true);
        var weight = TensorInitialization.Gaussian(random, [20, 2, 2], 0, 1).to_type(ScalarType.Float64);
        Tensor Loss() => neuron.call(inputs).mul(weight).sum();
        Loss().backward();
        foreach (var parameter in neuron.parameters().Cast<Tensor>().Append(inputs))
        {
            var gradient = parameter.grad!.contiguous().AsReadOnlySpan<double>().ToArray();
            for (var i = 0; i < gradient.Length; i += 1 + (gradient.Length / 12))
            {
                Assert.Equal(CentralDifference.Of(parameter, i, Loss), gradient[i], 1e-6 * Math.Max(1, gradient.Max(Math.Abs)));
            }
        }
    }

    [Theory]
    [InlineData(700, 100, 20, null, 183_020)]
    [InlineData(1278, 1, 2, 45, 4601)]
    [InlineData(1278, 15, 2, 45, 6827)]
    [InlineData(1278, 20, 2, 45, 8002)]
    [InlineData(1278, 100, 2, 45, 54_002)]
    public void Parameter_counts_are_those_of_the_paper(int inputs, int memories, int outputs, int? branches, long count)
    {
        var options = new ExpressiveLeakyMemoryOptions
        {
            Inputs = inputs,
            Outputs = outputs,
            Memories = memories,
            Routing = branches is { } b ? InputRouting.Interleaved(inputs, b, 100) : null,
        };
        using var neuron = new ExpressiveLeakyMemory(options, new RandomStream(1, "elm"));
        Assert.Equal(count, neuron.ParameterCount);
    }

    [Fact]
    public void Each_further_hidden_layer_has_its_weights_and_biases()
    {
        using var one = new ExpressiveLeakyMemory(Small, new RandomStream(1, "elm"));
        using var three = new ExpressiveLeakyMemory(Small with { HiddenLayers = 3 }, new RandomStream(1, "elm"));
        Assert.Equal(one.ParameterCount + (2 * ((10 * 10) + 10)), three.ParameterCount);
    }

    [Theory]
    [InlineData(float.NaN, 0.01, "channel 4 in step 2 of sequence 1 is NaN; it must be a finite number")]
    [InlineData(float.NaN, 1, "channel 4 in step 2 of sequence 1 is NaN; it must be a finite number")]
    [InlineData(float.NegativeInfinity, 1, "must be a finite number")]
    [InlineData(64, 0.01, "channel 4 in step 2 of sequence 1 is 64: are these raw counts?")]
    [InlineData(-51, 1, "are these raw counts?")]
    public void Inputs_that_are_no_numbers_or_raw_counts_are_refused(float bad, double others, string message)
    {
        using var scope = NewDisposeScope();
        using var neuron = new ExpressiveLeakyMemory(Small, new RandomStream(1, "elm"));
        var inputs = TensorInitialization.Uniform(new RandomStream(1, "bad"), [5, 3, 6], others - 1, others).relu();
        inputs.AsSpan<float>()[(((2 * 3) + 1) * 6) + 4] = bad;
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => neuron.call(inputs)).Message, StringComparison.Ordinal);
        inputs.AsSpan<float>()[(((2 * 3) + 1) * 6) + 4] = 50;
        Assert.True(neuron.call(inputs).isfinite().all().item<bool>());
    }

    [Fact]
    public void A_sequence_far_longer_than_the_memories_is_warned_of()
    {
        Assert.Null(Small.WarningForLastStep(1000));
        Assert.Contains("GreatestTauMs to about 1001", Small.WarningForLastStep(1001), StringComparison.Ordinal);
    }

    [Fact]
    public void Time_constants_are_log_spaced_and_the_same_when_they_are_learned()
    {
        var options = Small with { GreatestTauMs = 1000 };
        foreach (var scope in new[] { ParameterScope.Fixed, ParameterScope.PerNeuron })
        {
            using var neuron = new ExpressiveLeakyMemory(options with { TauScope = scope }, new RandomStream(1, "elm"), ScalarType.Float64);
            var expected = new[] { 1.000001, 5.623417, 31.622792, 177.827985, 999.999999 };
            Assert.All(neuron.MemoryTausMs().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * pair.Second));
        }
    }

    [Fact]
    public void Without_input_and_biases_the_output_is_the_output_bias_for_ever()
    {
        using var scope = NewDisposeScope();
        using var neuron = new ExpressiveLeakyMemory(Small, new RandomStream(1, "elm"));
        using (no_grad())
        {
            foreach (var (name, parameter) in neuron.named_parameters().Where(p => p.name is "_hiddenBias" or "_updateBias"))
            {
                parameter.zero_();
                Assert.NotEmpty(name);
            }
        }

        var output = neuron.call(zeros(30, 1, 6));
        var bias = neuron.named_parameters().Single(p => p.name == "_outputBias").parameter;
        ReferenceComparison.Close("output", bias.expand(30, 1, 2), output, 1e-7);
    }

    [Fact]
    public void Two_halves_with_the_state_between_them_equal_the_whole()
    {
        using var scope = NewDisposeScope();
        using var neuron = new ExpressiveLeakyMemory(Small, new RandomStream(1, "elm"));
        var inputs = TensorInitialization.Gaussian(new RandomStream(1, "halves"), [10, 3, 6], 0, 1);
        var whole = neuron.call(inputs);
        var (first, state) = neuron.Run(inputs.narrow(0, 0, 4), null);
        var (second, _) = neuron.Run(inputs.narrow(0, 4, 6), state);
        ReferenceComparison.Close("output", whole, cat([first, second]), 1e-5);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 2e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void Few_spikes_are_taken_one_by_one_and_give_what_the_dense_product_gives(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var options = Small with { Inputs = 60, Routing = InputRouting.Interleaved(60, 13, 9) };
        using var neuron = new ExpressiveLeakyMemory(options, new RandomStream(1, "elm"), type);
        var spikes = TensorInitialization.Uniform(new RandomStream(1, "spikes"), [30, 9, 60], -0.9, 0.1).relu().mul(full(1, 10, ScalarType.Float32)).to_type(type);
        var up = TensorInitialization.Gaussian(new RandomStream(1, "up"), [30, 9, 2], 0, 1).to_type(type);
        var weights = neuron.parameters().Cast<Tensor>().ToList();
        var sparse = neuron.call(spikes);
        var sparseGradients = autograd.grad([sparse], weights, [up]);
        var dense = neuron.call(spikes.detach().requires_grad_(true));
        var denseGradients = autograd.grad([dense], weights, [up]);
        ReferenceComparison.Close("output", dense, sparse, tolerance);
        foreach (var (expected, actual) in denseGradients.Zip(sparseGradients))
        {
            ReferenceComparison.Close("gradient", expected, actual, tolerance);
        }
    }

    [Fact]
    public void Routing_interleaves_halves_and_cuts_windows()
    {
        Assert.Equal([0, 3, 1, 4, 2, 5], InputRouting.Interleaved(6, 1, 6).Sources);
        Assert.Equal([0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9, -1, -1, -1], InputRouting.OverlappingWindows(10, 3, 5).Sources);
        Assert.Equal([0, 1, 2], InputRouting.Direct(3).Sources);
        var drawn = InputRouting.Drawn(new RandomStream(1, "routing"), 10, 30, 20).Sources;
        Assert.Equal(600, drawn.Count);
        Assert.Equal(10, drawn.Distinct().Count());
    }

    [Fact]
    public void Mistakes_are_named()
    {
        ExpressiveLeakyMemory Make(ExpressiveLeakyMemoryOptions options) => new(options, new RandomStream(1, "elm"));
        Assert.Contains("GreatestTauMs must be greater than LeastTauMs", Assert.Throws<ArgumentOutOfRangeException>(() => Make(Small with { GreatestTauMs = 1 })).Message);
        Assert.Contains("HiddenLayers", Assert.Throws<ArgumentOutOfRangeException>(() => Make(Small with { HiddenLayers = 0 })).Message);
        Assert.Contains("LeastTauMs must be at least a tenth of a step", Assert.Throws<ArgumentOutOfRangeException>(() => Make(Small with { StepMs = 11 })).Message);
        Assert.Contains("StepMs", Assert.Throws<ArgumentOutOfRangeException>(() => Make(Small with { StepMs = 0 })).Message);
        Assert.Contains("6, but the routing was made for 8", Assert.Throws<ArgumentException>(() => Make(Small with { Routing = InputRouting.Direct(8) })).Message);
        Assert.Contains("7 is odd", Assert.Throws<ArgumentException>(() => InputRouting.Interleaved(7, 2, 3)).Message);
        using var neuron = Make(Small);
        using var wrong = zeros(3, 2, 7);
        Assert.Contains("[3, 2, 7]", Assert.Throws<ArgumentException>(() => neuron.call(wrong)).Message);
    }

    private static void Check(ExpressiveLeakyMemoryOptions options, int steps, int batch, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var neuron = new ExpressiveLeakyMemory(options, new RandomStream(5, "elm"), type);
        var random = new RandomStream(6, "elm");
        var inputs = TensorInitialization.Gaussian(random, [steps, batch, options.Inputs], 0.3, 1).to_type(type).requires_grad_(true);
        var branches = TensorInitialization.Gaussian(random, [1, batch, options.ResolvedRouting.Branches], 0, 1).to_type(type).requires_grad_(true);
        var memories = TensorInitialization.Gaussian(random, [batch, options.Memories], 0, 1).to_type(type).requires_grad_(true);
        var up = TensorInitialization.Gaussian(random, [steps, batch, options.Outputs], 0, 1).to_type(type);
        var stateUp = TensorInitialization.Gaussian(random, [batch, options.Memories], 0, 1).to_type(type);
        var (output, state) = neuron.Run(inputs, new(branches, memories));
        autograd.backward([output, state.Memories], [up, stateUp]);

        var copies = neuron.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone().requires_grad_(true));
        var (x, b, m) = (inputs.detach().clone().requires_grad_(true), branches.detach().clone().requires_grad_(true), memories.detach().clone().requires_grad_(true));
        var (expected, expectedMemories) = Reference(options, neuron, copies, x, b[0], m);
        autograd.backward([expected, expectedMemories], [up, stateUp]);

        ReferenceComparison.Close("output", expected, output, tolerance);
        ReferenceComparison.Close("memories", expectedMemories, state.Memories, tolerance);
        ReferenceComparison.Close("gradient of the inputs", x.grad, inputs.grad, tolerance);
        ReferenceComparison.Close("gradient of the branches", b.grad, branches.grad, tolerance);
        ReferenceComparison.Close("gradient of the memories", m.grad, memories.grad, tolerance);
        foreach (var (name, parameter) in neuron.named_parameters())
        {
            ReferenceComparison.Close($"gradient of {name}", copies[name].grad, parameter.grad, tolerance);
        }
    }

    // Synapse by synapse and step by step, as the equations stand in the paper.
    private static (Tensor Output, Tensor Memories) Reference(
        ExpressiveLeakyMemoryOptions options, ExpressiveLeakyMemory neuron, Dictionary<string, Tensor> weights, Tensor inputs, Tensor branches, Tensor memories)
    {
        var routing = options.ResolvedRouting;
        var type = inputs.dtype;
        var sources = tensor(routing.Sources.Select(s => (long)Math.Max(s, 0)).ToArray());
        var connected = tensor(routing.Sources.Select(s => s < 0 ? 0.0 : 1.0).ToArray(), type);
        var tau = weights.TryGetValue("_rawTau", out var raw)
            ? raw.sigmoid().Times(options.GreatestTauMs - options.LeastTauMs).Plus(options.LeastTauMs)
            : tensor(neuron.MemoryTausMs(), type);
        var kappa = tau.reciprocal().Times(-options.StepMs).exp();
        var gain = options.WriteGain == MemoryWriteGain.Bounded ? tau.reciprocal().Times(-options.StepMs * options.Lambda).exp().neg().Plus(1) : kappa.neg().Plus(1).Times(options.Lambda);
        var outputs = new List<Tensor>();
        for (var t = 0; t < inputs.shape[0]; t++)
        {
            var synapses = inputs[t].index_select(1, sources).mul(connected).mul(weights["_synapticWeight"].relu());
            branches = branches.Times(Math.Exp(-options.StepMs / options.SynapseTauMs)).Plus(synapses.reshape(-1, routing.Branches, routing.SynapsesPerBranch).sum(2));
            var retained = memories.mul(kappa);
            var hidden = branches.mm(weights["_branchWeight"].t()).Plus(retained.mm(weights["_memoryWeight"].t())).Plus(weights["_hiddenBias"]);
            hidden = Activated(hidden);
            for (var layer = 0; layer < options.HiddenLayers - 1; layer++)
            {
                hidden = Activated(hidden.mm(weights["_innerWeight"][layer].t()).Plus(weights["_innerBias"][layer]));
            }

            var update = hidden.mm(weights["_updateWeight"].t()).Plus(weights["_updateBias"]).Times(2.0 / 3).tanh().Times(1.7159);
            memories = retained.Plus(gain.mul(update));
            outputs.Add(memories.mm(weights["_outputWeight"].t()).Plus(weights["_outputBias"]));
        }

        return (stack(outputs), memories);

        Tensor Activated(Tensor values) => options.Activation switch
        {
            MemoryActivation.Relu => values.relu(),
            MemoryActivation.Silu => values.mul(values.sigmoid()),
            _ => values,
        };
    }
}
