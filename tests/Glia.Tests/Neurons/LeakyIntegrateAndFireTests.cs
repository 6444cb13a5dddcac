using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class LeakyIntegrateAndFireTests
{
    public static TheoryData<ResetMode, ResetGradient, InputDecay, int> Variants
    {
        get
        {
            var data = new TheoryData<ResetMode, ResetGradient, InputDecay, int>();
            foreach (var reset in Enum.GetValues<ResetMode>())
            {
                foreach (var gradient in Enum.GetValues<ResetGradient>())
                {
                    foreach (var decay in Enum.GetValues<InputDecay>())
                    {
                        data.Add(reset, gradient, decay, 0);
                        data.Add(reset, gradient, decay, 2);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_reset_decay_and_refractory_time_equals_operation_by_operation(ResetMode reset, ResetGradient gradient, InputDecay decay, int refractory)
    {
        var model = new LeakyIntegrateAndFire
        {
            Tau = 3,
            Threshold = 0.8,
            ResetPotential = -0.1,
            Reset = reset,
            ResetGradient = gradient,
            InputDecay = decay,
            RefractorySteps = refractory,
            Surrogate = Surrogate.ATan(),
        };
        var reference = LifReference.Of(model, z => z.Times(Math.PI).square().Plus(1).reciprocal());
        foreach (var shape in new SequenceShape[] { new(9, 3, 7), new(1, 1, 1), new(4, 2, 16), new(5, 1, 600), new(3, 2, 0) })
        {
            ReferenceComparison.Check(model, reference, shape);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Learned_constants_have_the_gradients_of_operation_by_operation(ResetMode reset, ResetGradient gradient, InputDecay decay, int refractory)
    {
        var model = new LeakyIntegrateAndFire
        {
            Tau = NeuronParameter.PerLayer(2.5),
            Threshold = NeuronParameter.PerNeuron(0.9),
            ResetPotential = NeuronParameter.PerNeuron(-0.2),
            RestingPotential = decay == InputDecay.Whole ? NeuronParameter.PerLayer(0.1) : null,
            Reset = reset,
            ResetGradient = gradient,
            InputDecay = decay,
            RefractorySteps = refractory,
            Surrogate = Surrogate.ATan(),
        };
        var reference = LifReference.Of(model, z => z.Times(Math.PI).square().Plus(1).reciprocal());
        ReferenceComparison.Check(model, reference, new(9, 3, 7), tolerance: 1e-10, type: ScalarType.Float64);
        ReferenceComparison.Check(model, reference, new(6, 5, 130), tolerance: 1e-10, type: ScalarType.Float64);
    }

    [Theory]
    [MemberData(nameof(SurrogateTests.Rows), MemberType = typeof(SurrogateTests))]
    public void Every_surrogate_equals_operation_by_operation_in_every_reset_and_refractory_time(int row)
    {
        var (_, surrogate, _, operations, _) = ReferenceSurrogates.Table[row];
        foreach (var reset in Enum.GetValues<ResetMode>())
        {
            foreach (var refractory in new[] { 0, 1 })
            {
                var model = new LeakyIntegrateAndFire { Tau = 2.5, Reset = reset, Surrogate = surrogate, RefractorySteps = refractory };
                ReferenceComparison.Check(model, LifReference.Of(model, operations), new(6, 3, 11));
                ReferenceComparison.Check(model, LifReference.Of(model, operations), new(6, 3, 5), tolerance: 1e-11, type: ScalarType.Float64);
            }
        }
    }

    [Fact]
    public void Known_values_of_a_decayed_input()
    {
        var spikes = new[] { 0f, 1, 0, 1, 0, 1 };
        AssertTrace(new LeakyIntegrateAndFire(), 1.5f, spikes, [0.75f, 0, 0.75f, 0, 0.75f, 0]);
        AssertTrace(new LeakyIntegrateAndFire { Reset = ResetMode.Soft }, 1.5f, spikes, [0.75f, 0.125f, 0.8125f, 0.15625f, 0.828125f, 0.1640625f]);
    }

    [Fact]
    public void Known_values_of_a_whole_input()
    {
        var spikes = new[] { 0f, 0, 1, 0, 0, 1 };
        var model = new LeakyIntegrateAndFire { InputDecay = InputDecay.Whole };
        AssertTrace(model, 0.6f, spikes, [0.6f, 0.9f, 0, 0.6f, 0.9f, 0]);
        AssertTrace(model with { Reset = ResetMode.Soft }, 0.6f, spikes, [0.6f, 0.9f, 0.05f, 0.625f, 0.9125f, 0.05625f]);
    }

    [Fact]
    public void A_membrane_exactly_at_the_threshold_fires_only_by_the_default_comparison()
    {
        AssertTrace(new IntegrateAndFire(), 1, [1, 1], [0, 0]);
        AssertTrace(new IntegrateAndFire { Comparison = ThresholdComparison.Greater }, 1, [0, 1], [1, 0]);
    }

    [Fact]
    public void Without_leak_the_membrane_is_the_sum_of_its_input()
    {
        AssertTrace(new IntegrateAndFire { Reset = ResetMode.Soft }, 0.375f, [0, 0, 1, 0, 0, 1], [0.375f, 0.75f, 0.125f, 0.5f, 0.875f, 0.25f]);
        AssertTrace(new IntegrateAndFire { Threshold = 3, RefractorySteps = 1 }, 2, [0, 1, 0, 0, 1, 0], [2, 0, 0, 2, 0, 0]);
    }

    [Theory]
    [InlineData(10, 1.2, 0)]
    [InlineData(20, 1.05, 0)]
    [InlineData(20, 3, 5)]
    [InlineData(5, 1.7, 1)]
    public void The_firing_rate_of_a_constant_current_is_the_closed_form(double tau, double current, int refractory)
    {
        const int Steps = 4000;
        var model = new LeakyIntegrateAndFire { Tau = tau, RefractorySteps = refractory };
        var x = Enumerable.Repeat((float)current, Steps).ToArray();
        var spikes = new float[Steps];
        new NeuronPopulation(model, 1).Run(x, spikes, Steps);

        // v after n steps from 0 is x (1 − (1 − 1/τ)ⁿ).
        var interval = (int)Math.Ceiling(Math.Log(1 - (1 / current)) / Math.Log(1 - (1 / tau))) + refractory;
        Assert.Equal((Steps + refractory) / interval, (int)spikes.Sum());
        Assert.Equal(1, spikes[interval - refractory - 1]);
    }

    [Fact]
    public void For_small_steps_the_firing_rate_is_that_of_the_continuous_neuron()
    {
        const int Steps = 200_000;
        const double Tau = 1000, Current = 1.5;
        var spikes = new float[Steps];
        new NeuronPopulation(new LeakyIntegrateAndFire { Tau = Tau }, 1).Run(Enumerable.Repeat((float)Current, Steps).ToArray(), spikes, Steps);
        Assert.Equal(1 / (Tau * Math.Log(Current / (Current - 1))), spikes.Sum() / Steps, 1e-5);
    }

    private static void AssertTrace(NeuronModel model, float current, float[] spikes, float[] membrane)
    {
        var neuron = new NeuronPopulation(model, 1);
        Span<float> output = stackalloc float[1];
        for (var t = 0; t < spikes.Length; t++)
        {
            neuron.Step([current], output);
            Assert.Equal(spikes[t], output[0]);
            Assert.Equal(membrane[t], neuron.State()[0], 1e-6f);
        }
    }
}
