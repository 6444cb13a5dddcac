using Glia.Neurons;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Spikes;
using Glia.Tests.Neurons;

namespace Glia.Tests.Reservoirs;

public sealed class SpikingReservoirTests
{
    private static readonly SpikingReservoirOptions Quiet = new() { Units = 100, Noise = 0 };

    [Theory]
    [InlineData(IzhikevichForm.Simple2003)]
    [InlineData(IzhikevichForm.Physical2007)]
    public void Spikes_are_those_of_a_plain_simulation_with_a_full_matrix(IzhikevichForm form)
    {
        var reservoir = new SpikingReservoir(2, Quiet with { Form = form, LowestBias = 4, HighestBias = 7 }, new RandomStream(3, "reservoir"));
        var plain = new PlainIzhikevich(reservoir.Neurons.Neurons);
        var (trace, synaptic) = (new double[100], new float[100]);
        var decay = (float)Math.Exp(-1 / 10.0);
        for (var step = 0; step < 300; step++)
        {
            double[] input = [step < 50 ? 1 : 0, step is > 100 and < 120 ? -.5 : 0];
            var current = new float[100];
            for (var target = 0; target < 100; target++)
            {
                current[target] = reservoir.Bias[target] + synaptic[target];
                for (var channel = 0; channel < 2; channel++)
                {
                    current[target] += (float)input[channel] * reservoir.InputWeights(channel)[target];
                }
            }

            var spikes = plain.Step(current);
            for (var target = 0; target < 100; target++)
            {
                synaptic[target] *= decay;
            }

            // In the order of the sources, as in the reservoir, since sums of floats depend on it.
            for (var source = 0; source < 100; source++)
            {
                for (var entry = 0; spikes[source] != 0 && entry < reservoir.Outgoing.Columns(source).Length; entry++)
                {
                    synaptic[reservoir.Outgoing.Columns(source)[entry]] += reservoir.Outgoing.Values(source)[entry];
                }
            }

            var state = reservoir.Step(input).ToArray();
            Assert.Equal(spikes, reservoir.Spikes.ToArray());
            for (var neuron = 0; neuron < 100; neuron++)
            {
                var tau = reservoir.Trace.TausMs[neuron];
                trace[neuron] = (trace[neuron] * Math.Exp(-1 / tau)) + (50 / tau * spikes[neuron]);
                Assert.Equal(trace[neuron], state[neuron], 1e-3);
            }
        }

        Assert.InRange(reservoir.RateHz, 1, 100);
        Assert.Equal(300, reservoir.Steps);
    }

    [Fact]
    public void Weights_have_the_signs_shares_and_sizes_of_their_options()
    {
        var reservoir = new SpikingReservoir(1, new SpikingReservoirOptions { Units = 500, Gain = 2 }, new RandomStream(1, "weights"));
        var largest = 2 / Math.Sqrt(500 * .1);
        for (var source = 0; source < 500; source++)
        {
            Assert.All(reservoir.Outgoing.Values(source).ToArray(), weight => Assert.InRange(weight, source < 400 ? 0 : -4 * largest, source < 400 ? largest : 0));
        }

        Assert.InRange(reservoir.Outgoing.EntryCount, 24_000, 26_000);
        Assert.InRange(reservoir.InputWeights(0).ToArray().Count(weight => weight != 0), 120, 180);
        Assert.All(reservoir.Bias.ToArray(), bias => Assert.InRange(bias, 2, 5));
        Assert.All(reservoir.Trace.TausMs, tau => Assert.InRange(tau, 10, 50));
    }

    [Fact]
    public void Equal_streams_give_equal_states_and_noise_can_be_had_again()
    {
        var series = TimeSeries.Of(Enumerable.Range(0, 200).Select(step => step < 50 ? 1.0 : 0));
        SpikingReservoir New() => new(1, new SpikingReservoirOptions { Units = 80 }, new RandomStream(8, "reservoir"));
        float[] Run(SpikingReservoir reservoir) => ((IReservoir)reservoir).Run(series);
        Assert.Equal(Run(New()), Run(New()));

        var reservoir = New();
        reservoir.Reset(new RandomStream(5, "noise"));
        var states = Run(reservoir);
        reservoir.Reset();
        Assert.NotEqual(states, Run(reservoir));
        reservoir.Reset(new RandomStream(5, "noise"));
        Assert.Equal(states, Run(reservoir));
    }

    [Fact]
    public void Noise_in_blocks_is_normal()
    {
        var noise = new float[100_001];
        GaussianBlock.Fill(new RandomStream(2, "noise"), noise, 2);
        double Moment(int power) => noise.Average(value => Math.Pow(value, power));
        Assert.Equal(0, Moment(1), .03);
        Assert.Equal(4, Moment(2), .1);
        Assert.Equal(0, Moment(3), .4);
        Assert.Equal(48, Moment(4), 3.0);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => (double)a * b).Average(), .05);
        Assert.Equal(0, noise.Zip(noise.Skip(256), (a, b) => (double)a * b).Average(), .05);
    }

    [Fact]
    public void A_silent_reservoir_and_a_wild_one_are_refused_with_what_to_change()
    {
        var silent = new SpikingReservoir(1, Quiet with { LowestBias = 0, HighestBias = 0 }, new RandomStream(1, "silent"));
        ((IReservoir)silent).Run(new TimeSeries(1, new double[450]));
        Assert.Contains("no spikes in 450 ms: raise the bias", Assert.Throws<InvalidOperationException>(() => silent.RequireActivity()).Message);
        var wild = new SpikingReservoir(1, Quiet with { LowestBias = 60, HighestBias = 80 }, new RandomStream(1, "wild"));
        ((IReservoir)wild).Run(new TimeSeries(1, new double[450]));
        Assert.Contains("lower the gain", Assert.Throws<InvalidOperationException>(() => wild.RequireActivity()).Message);
    }

    [Fact]
    public void Options_and_inputs_that_cannot_be_are_refused()
    {
        SpikingReservoir New(SpikingReservoirOptions options) => new(1, options, new RandomStream(1, "bad"));
        Assert.Contains("ShortestTraceMs", Assert.Throws<ArgumentOutOfRangeException>(() => New(Quiet with { ShortestTraceMs = 0 })).Message);
        Assert.Contains("LowestBias", Assert.Throws<ArgumentOutOfRangeException>(() => New(Quiet with { LowestBias = 9 })).Message);
        Assert.Contains("Connectivity", Assert.Throws<ArgumentOutOfRangeException>(() => New(Quiet with { Connectivity = 0 })).Message);
        Assert.Contains("1 input channels", Assert.Throws<ArgumentException>(() => New(Quiet).Step([1, 2])).Message);
        Assert.Contains("neuron 1", Assert.Throws<ArgumentException>(() => new SpikeTrace([10, 0])).Message);
        Assert.Throws<ArgumentException>(() => new SpikeTrace([10]).Step([1f, 0]));
    }
}
