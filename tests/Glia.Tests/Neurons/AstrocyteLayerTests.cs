using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class AstrocyteLayerTests
{
    private const int Steps = 9;
    private const int Batch = 2;
    private const int Inputs = 4;

    public static TheoryData<AstrocyteModulation, int, AstrocyteTrigger> Kinds
    {
        get
        {
            var kinds = new TheoryData<AstrocyteModulation, int, AstrocyteTrigger>();
            foreach (var modulation in Enum.GetValues<AstrocyteModulation>())
            {
                foreach (var coverage in new[] { 1, 3, 15 })
                {
                    kinds.Add(modulation, coverage, AstrocyteTrigger.OwnSpikes);
                    kinds.Add(modulation, coverage, AstrocyteTrigger.Presynaptic);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_and_gradients_are_those_of_the_layer_operation_by_operation(AstrocyteModulation modulation, int coverage, AstrocyteTrigger trigger)
    {
        foreach (var gradient in Enum.GetValues<ResetGradient>())
        {
            using var scope = NewDisposeScope();
            using var layer = Layer(Learned(modulation) with { ResetGradient = gradient, Reset = gradient == ResetGradient.Through ? ResetMode.Soft : ResetMode.Hard }, coverage, trigger);
            var (current, presynaptic, state) = Draw(layer);
            Weighted(layer.Run(current, presynaptic, state)).backward();
            var expected = Leaves(layer, current, presynaptic, state).Select(leaf => (leaf.Name, Gradient: leaf.Value.grad!.clone())).ToList();
            foreach (var (_, leaf) in Leaves(layer, current, presynaptic, state))
            {
                leaf.grad!.zero_();
            }

            var reference = Reference(layer, current, presynaptic, state);
            var fused = layer.Run(current, presynaptic, state);
            ReferenceComparison.Close("spikes", reference.Spikes, fused.Spikes, 0);
            ReferenceComparison.Close("state", reference.State, fused.State, 1e-12);
            Weighted(reference).backward();
            foreach (var ((name, leaf), (_, before)) in Leaves(layer, current, presynaptic, state).Zip(expected))
            {
                ReferenceComparison.Close($"gradient of {name}", leaf.grad, before, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(AstrocyteModulation.Additive)]
    [InlineData(AstrocyteModulation.Gain)]
    [InlineData(AstrocyteModulation.Threshold)]
    public void Alone_with_its_own_spikes_a_neuron_is_the_uncoupled_one_to_the_last_bit(AstrocyteModulation modulation)
    {
        using var scope = NewDisposeScope();
        var unit = new AstrocyteModulatedLif { Modulation = modulation, AstrocyteTau = NeuronParameter.PerNeuron(7) };
        using var shared = new AstrocyteLayer(new AstrocyteLayerOptions { Neurons = 37, Unit = unit }, new RandomStream(1, "trigger"));
        using var alone = new NeuronLayer(unit, 37);
        var current = TensorInitialization.Gaussian(new RandomStream(1, "current"), [50, 3, 37], 0.3, 1);
        var (spikes, state) = shared.Run(current, null, null);
        var (expected, expectedState) = alone.Run(current, null);
        Assert.Equal(expected.AsSpan<float>().ToArray(), spikes.AsSpan<float>().ToArray());
        Assert.Equal(cat([expectedState[0], expectedState[1]], 1).AsSpan<float>().ToArray(), state.AsSpan<float>().ToArray());
    }

    [Theory]
    [InlineData(2, AstrocyteTrigger.OwnSpikes)]
    [InlineData(3, AstrocyteTrigger.Presynaptic)]
    public void Gradients_of_a_smooth_unit_are_central_differences(int coverage, AstrocyteTrigger trigger)
    {
        using var scope = NewDisposeScope();
        using var layer = new AstrocyteLayer(Options(Learned(AstrocyteModulation.Additive) with { Nonlinearity = SpikeNonlinearity.SurrogatePrimitive, ResetGradient = ResetGradient.Through }, 6, coverage, trigger), new RandomStream(1, "trigger"), ScalarType.Float64);
        var (current, presynaptic, state) = Draw(layer);
        Tensor Loss() => Weighted(layer.Run(current, presynaptic, state));
        Loss().backward();
        foreach (var (name, leaf) in Leaves(layer, current, presynaptic, state))
        {
            var gradient = leaf.grad!.AsReadOnlySpan<double>().ToArray();
            for (var i = 0; i < gradient.Length; i += 3)
            {
                var difference = CentralDifference.Of(leaf, i, Loss);
                Assert.True(Math.Abs(difference - gradient[i]) <= 1e-6 * Math.Max(1, gradient.Max(Math.Abs)), $"{name}[{i}]: gradient {gradient[i]}, difference {difference}");
            }
        }
    }

    [Fact]
    public void One_spike_of_four_neurons_raises_their_astrocyte_by_a_quarter_and_fades()
    {
        using var scope = NewDisposeScope();
        var unit = new AstrocyteModulatedLif { AstrocyteTau = 5, Feedback = 0 };
        using var layer = new AstrocyteLayer(new AstrocyteLayerOptions { Neurons = 8, Coverage = 4, Unit = unit }, new RandomStream(1, "trigger"), ScalarType.Float64);
        var current = zeros([4, 1, 8], ScalarType.Float64);
        current.AsSpan<double>()[5] = 2;
        var (spikes, state) = layer.Run(current, null, null);
        Assert.Equal(1, spikes.sum().item<double>());
        Assert.Equal(0, state[0][8].item<double>());
        Assert.Equal(Math.Pow(0.8, 3) * 0.2 * 4 / 4, state[0][9].item<double>(), 1e-12);
    }

    [Fact]
    public void Halves_of_a_sequence_give_what_the_whole_gives()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var layer = Layer(Learned(AstrocyteModulation.Additive), 3, AstrocyteTrigger.Presynaptic);
        var (current, presynaptic, _) = Draw(layer);
        var whole = layer.Run(current, presynaptic, null);
        var first = layer.Run(current.narrow(0, 0, 4), presynaptic!.narrow(0, 0, 4), null);
        var second = layer.Run(current.narrow(0, 4, Steps - 4), presynaptic.narrow(0, 4, Steps - 4), first.State);
        ReferenceComparison.Close("spikes", whole.Spikes, cat([first.Spikes, second.Spikes]), 0);
        ReferenceComparison.Close("state", whole.State, second.State, 0);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_both_numbers()
    {
        static string Refused(AstrocyteLayerOptions options) => Assert.ThrowsAny<ArgumentException>(() => new AstrocyteLayer(options, new RandomStream(1, "trigger"))).Message;
        var message = Refused(new AstrocyteLayerOptions { Neurons = 10, Coverage = 4 });
        Assert.Contains("10", message, StringComparison.Ordinal);
        Assert.Contains("4", message, StringComparison.Ordinal);
        Assert.Contains("Inputs", Refused(new AstrocyteLayerOptions { Neurons = 10, Trigger = AstrocyteTrigger.Presynaptic }), StringComparison.Ordinal);
        Assert.Contains("Drive", Refused(new AstrocyteLayerOptions { Neurons = 10, Unit = new AstrocyteModulatedLif { Drive = 0 } }), StringComparison.Ordinal);
        Assert.Contains("AstrocyteTau", Refused(new AstrocyteLayerOptions { Neurons = 10, Unit = new AstrocyteModulatedLif { AstrocyteTau = 0.5 } }), StringComparison.Ordinal);
        using var layer = new AstrocyteLayer(new AstrocyteLayerOptions { Neurons = 4, Coverage = 2 }, new RandomStream(1, "trigger"));
        using var wide = zeros(3, 1, 5);
        Assert.Contains("5", Assert.Throws<ArgumentException>(() => layer.Run(wide, null, null)).Message, StringComparison.Ordinal);
    }

    private static AstrocyteModulatedLif Learned(AstrocyteModulation modulation) => new()
    {
        Modulation = modulation,
        Tau = NeuronParameter.PerNeuron(2.5),
        Threshold = NeuronParameter.PerLayer(0.9),
        AstrocyteTau = NeuronParameter.PerNeuron(4),
        Feedback = NeuronParameter.PerNeuron(0.3),
    };

    private static AstrocyteLayerOptions Options(AstrocyteModulatedLif unit, int neurons, int coverage, AstrocyteTrigger trigger) =>
        new() { Neurons = neurons, Unit = unit, Coverage = coverage, Trigger = trigger, Inputs = trigger == AstrocyteTrigger.Presynaptic ? Inputs : 0 };

    private static AstrocyteLayer Layer(AstrocyteModulatedLif unit, int coverage, AstrocyteTrigger trigger)
    {
        var layer = new AstrocyteLayer(Options(unit, 15, coverage, trigger), new RandomStream(1, "trigger"), ScalarType.Float64);
        var random = new RandomStream(2, "spread");
        foreach (var (_, parameter) in layer.named_parameters())
        {
            foreach (ref var value in parameter.AsSpan<double>())
            {
                value += 0.2 * random.NextGaussian();
            }
        }

        return layer;
    }

    private static (Tensor Current, Tensor? Presynaptic, Tensor State) Draw(AstrocyteLayer layer)
    {
        var random = new RandomStream(3, "draw");
        Tensor Of(double mean, params long[] shape) => TensorInitialization.Gaussian(random, shape, mean, 0.8).to_type(ScalarType.Float64).requires_grad_(true);
        var options = layer.Options;
        return (Of(0.4, Steps, Batch, options.Neurons), options.Inputs == 0 ? null : Of(0.3, Steps, Batch, options.Inputs), Of(0, Batch, options.Neurons + options.Astrocytes));
    }

    private static Tensor Weighted((Tensor Spikes, Tensor State) run)
    {
        var random = new RandomStream(4, "weights");
        Tensor Weights(Tensor of) => TensorInitialization.Gaussian(random, of.shape, 0, 1).to_type(ScalarType.Float64);
        return run.Spikes.mul(Weights(run.Spikes)).sum().Plus(run.State.mul(Weights(run.State)).sum());
    }

    private static IEnumerable<(string Name, Tensor Value)> Leaves(AstrocyteLayer layer, Tensor current, Tensor? presynaptic, Tensor state) =>
        layer.named_parameters().Select(pair => (pair.name, (Tensor)pair.parameter))
            .Concat([("current", current), ("state", state)])
            .Concat(presynaptic is null ? [] : [("presynaptic", presynaptic)]);

    private static (Tensor Spikes, Tensor State) Reference(AstrocyteLayer layer, Tensor current, Tensor? presynaptic, Tensor state)
    {
        var (options, unit) = (layer.Options, layer.Options.Unit);
        var raw = layer.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
        var (leak, threshold, retention, strength) = (raw["Tau"].sigmoid(), raw["Threshold"].exp().log1p(), raw["AstrocyteTau"].sigmoid(), raw["Feedback"]);
        var (v, a) = (state.narrow(1, 0, options.Neurons), state.narrow(1, options.Neurons, options.Astrocytes));
        var outputs = new List<Tensor>();
        for (var t = 0; t < current.shape[0]; t++)
        {
            var modulation = strength.mul(a.repeat_interleave(options.Coverage, 1));
            var input = unit.Modulation == AstrocyteModulation.Gain ? current[t].Plus(current[t].mul(modulation)) : current[t];
            var charged = v.sub(v.mul(leak)).Plus(input);
            charged = unit.Modulation == AstrocyteModulation.Additive ? charged.Plus(modulation) : charged;
            var distance = charged.sub(threshold);
            var spike = ReferenceNeurons.Spike(unit.Modulation == AstrocyteModulation.Threshold ? distance.Plus(modulation) : distance, unit);
            v = LifReference.Reset(unit.Reset, unit.ResetGradient, charged, spike, threshold, tensor(0.0, ScalarType.Float64));
            var taken = presynaptic is null ? spike.view(Batch, options.Astrocytes, options.Coverage).mean([2L]) : nn.functional.linear(presynaptic[t], raw["Trigger"]);
            a = retention.mul(a).Plus(retention.neg().Plus(1).mul(taken.Times(unit.Drive)));
            outputs.Add(spike);
        }

        return (stack(outputs), cat([v, a], 1));
    }
}
