using Glia.Neurons;

namespace Glia.Tests.Neurons;

/// <summary>Values worked out elsewhere: the conventions of SpikingJelly, snnTorch and Norse, and closed forms.</summary>
public sealed class KnownValueTests
{
    [Fact]
    public void The_late_reset_of_snnTorch()
    {
        var spikes = Trace(new DelayedResetLeaky(), 0.5f, 6, out var soft);
        Assert.Equal([0f, 0, 1, 0, 1, 0], spikes);
        Close([0.5f, 0.95f, 1.355f, 0.7195f, 1.14755f, 0.532795f], soft);
        Trace(new DelayedResetLeaky { Reset = ResetMode.Hard }, 0.5f, 6, out var hard);
        Close([0.5f, 0.95f, 1.355f, 0.5f, 0.95f, 1.355f], hard);
    }

    [Fact]
    public void The_current_based_neuron_of_Norse()
    {
        var spikes = Trace(new CurrentBasedLif(), 2, 6, out var membrane);
        Assert.Equal([0f, 0, 0, 1, 0, 1], spikes);
        Close([0.2f, 0.54f, 0.974f, 0, 0.67232f, 0], membrane);
    }

    [Fact]
    public void A_synaptic_filter_has_an_exponential_as_its_impulse_response()
    {
        var output = new float[6];
        new NeuronPopulation(new SynapticFilter { Tau = 4 }, 1).Run([1, 0, 0, 0, 0, 0], output, 6);
        Close([1, 0.75f, 0.5625f, 0.421875f, 0.31640625f, 0.2373046875f], output);
    }

    [Fact]
    public void A_readout_goes_to_its_input_with_its_time_constant()
    {
        var output = new float[50];
        new NeuronPopulation(new LeakyReadout { Tau = 10, RestingPotential = 1 }, 1).Run(Enumerable.Repeat(2f, 50).ToArray(), output, 50);
        for (var t = 0; t < 50; t++)
        {
            Assert.Equal(1 + (2 * (1 - Math.Pow(0.9, t + 1))), output[t], 1e-5);
        }
    }

    [Fact]
    public void Each_spike_raises_the_adaptive_threshold_and_it_falls_back_exponentially()
    {
        var model = new AdaptiveLeakyIntegrateAndFire { Tau = 2, AdaptationTau = 10, AdaptationStrength = 0.5, InputDecay = InputDecay.Whole };
        var neuron = new NeuronPopulation(model, 1);
        var spike = new float[1];
        neuron.Step([1], spike);
        Assert.Equal(1, spike[0]);
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(Math.Exp(-n / 10.0), neuron.State(1)[0], 1e-6);
            neuron.Step([0], spike);
        }

        neuron.Step([1], spike);
        Assert.Equal(0, spike[0]);
    }

    [Fact]
    public void The_meta_neuron_fires_as_often_as_worked_out_for_its_default_constants()
    {
        foreach (var (current, expected) in new[] { (0.2f, 2), (0.4f, 8), (0.6f, 13), (1f, 20) })
        {
            Assert.Equal(expected, (int)Trace(new MetaNeuron(), current, 40, out _).Sum());
        }

        var neuron = new NeuronPopulation(new MetaNeuron(), 1);
        var spike = new float[1];
        foreach (var (v, u, s) in new[] { (0.2f, 0f, 0f), (0.32f, -0.0172f, 0f), (0.4198f, -0.040171f, 0f), (0.021f, 0.066352f, 1f), (0.177545f, 0.046996f, 0f) })
        {
            neuron.Step([0.4f], spike);
            Assert.Equal(s, spike[0]);
            Assert.Equal(v, neuron.State()[0], 1e-6f);
            Assert.Equal(u, neuron.State(1)[0], 1e-6f);
        }
    }

    [Fact]
    public void The_free_membrane_of_the_meta_neuron_decays_below_one_and_is_held_at_its_bound_above()
    {
        var model = new MetaNeuron { ThetaV = 0, ThetaU = 0, ThetaS = 0, ThetaR = 0, Threshold = 100 };
        var population = new NeuronPopulation(model, 2);
        population.State()[0] = 0.9f;
        population.State()[1] = 1.1f;
        population.Run(new float[400], new float[400], 200);
        Assert.Equal(0, population.State()[0], 1e-6f);
        Assert.Equal(10, population.State()[1]);
    }

    [Fact]
    public void Without_feedback_the_astrocyte_unit_is_the_leaky_neuron_bit_for_bit()
    {
        var current = new float[4 * 50];
        new Glia.Random.RandomStream(1, "astrocyte").FillGaussian(current, 0.4f, 1);
        var (plain, modulated) = (new float[200], new float[200]);
        new NeuronPopulation(new LeakyIntegrateAndFire { InputDecay = InputDecay.Whole }, 4).Run(current, plain, 50);
        foreach (var modulation in Enum.GetValues<AstrocyteModulation>())
        {
            new NeuronPopulation(new AstrocyteModulatedLif { Feedback = 0, Modulation = modulation }, 4).Run(current, modulated, 50);
            Assert.Equal(plain, modulated);
        }
    }

    [Fact]
    public void An_astrocyte_rises_with_a_spike_decays_geometrically_and_goes_to_its_drive_under_constant_firing()
    {
        var model = new AstrocyteModulatedLif { AstrocyteTau = 5, Feedback = 0 };
        var neuron = new NeuronPopulation(model, 1);
        var spike = new float[1];
        neuron.Step([1.5f], spike);
        for (var n = 0; n < 6; n++)
        {
            Assert.Equal(Math.Pow(0.8, n) * 0.2 * 4, neuron.State(1)[0], 1e-6);
            neuron.Step([0], spike);
        }

        for (var n = 0; n < 100; n++)
        {
            neuron.Step([1.5f], spike);
        }

        Assert.Equal(4, neuron.State(1)[0], 1e-5f);
    }

    [Theory]
    [InlineData(0.26, true)]
    [InlineData(0.24, false)]
    public void A_full_astrocyte_keeps_its_neuron_firing_when_feedback_times_drive_reaches_the_threshold(double feedback, bool persists)
    {
        var neuron = new NeuronPopulation(new AstrocyteModulatedLif { AstrocyteTau = 20, Feedback = feedback }, 1);
        neuron.State(1)[0] = 4;
        var spikes = new float[200];
        neuron.Run(new float[200], spikes, 200);
        Assert.Equal(persists ? 200 : 0, (int)spikes.AsSpan(100).ToArray().Sum() * 2);
    }

    [Fact]
    public void Log_spaced_time_constants_have_equal_ratios()
    {
        var tau = TimeConstants.LogSpaced(5, 1, 1000);
        Close([1, 5.623413f, 31.622777f, 177.827941f, 1000], Array.ConvertAll(tau, v => (float)v), 1e-4f);
    }

    [Fact]
    public void Training_saves_the_charged_state_and_no_more()
    {
        Assert.Equal(0, new LeakyReadout().SavedBytesPerNeuronStep);
        Assert.Equal(4, new LeakyReadout { Tau = NeuronParameter.PerLayer(2) }.SavedBytesPerNeuronStep);
        Assert.Equal(4, new LeakyIntegrateAndFire().SavedBytesPerNeuronStep);
        Assert.Equal(4, new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(2) }.SavedBytesPerNeuronStep);
        Assert.Equal(8, new LeakyIntegrateAndFire { RefractorySteps = 1 }.SavedBytesPerNeuronStep);
        Assert.Equal(8, new MetaNeuron().SavedBytesPerNeuronStep);
    }

    private static float[] Trace(NeuronModel model, float current, int steps, out float[] membrane)
    {
        var neuron = new NeuronPopulation(model, 1);
        var (spikes, spike) = (new float[steps], new float[1]);
        membrane = new float[steps];
        for (var t = 0; t < steps; t++)
        {
            neuron.Step([current], spike);
            (spikes[t], membrane[t]) = (spike[0], neuron.State()[0]);
        }

        return spikes;
    }

    private static void Close(float[] expected, float[] actual, float tolerance = 1e-6f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var n = 0; n < expected.Length; n++)
        {
            Assert.Equal(expected[n], actual[n], tolerance * Math.Max(1, Math.Abs(expected[n])));
        }
    }
}
