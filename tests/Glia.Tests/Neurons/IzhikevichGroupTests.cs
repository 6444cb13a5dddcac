using Glia.Neurons;
using Glia.Random;

namespace Glia.Tests.Neurons;

public sealed class IzhikevichGroupTests
{
    private static readonly IzhikevichConstants RegularSpiking = IzhikevichConstants.Of2003(0.02, 0.2, -65, 8);

    [Fact]
    public void A_regular_spiking_neuron_adapts_and_fires_as_often_as_with_tiny_steps()
    {
        var group = new IzhikevichGroup([RegularSpiking]);
        var times = SpikeTimes(group, 10, 1000);
        Assert.InRange(times.Count, TinySteps(10) - 1, TinySteps(10) + 1);
        Assert.True(times[^1] - times[^2] > times[1] - times[0]);
    }

    [Fact]
    public void A_neuron_starts_at_rest_and_a_reset_leads_back()
    {
        var group = new IzhikevichGroup([RegularSpiking, IzhikevichConstants.Of2007(b: 2)]);
        Assert.Equal([-65f, -65f], group.Membrane.ToArray());
        Assert.Equal([.2f * -65, 2 * (-65f + 60)], group.Recovery.ToArray());
        SpikeTimes(group, 10, 50);
        group.Reset();
        Assert.Equal([-65f, -65f], group.Membrane.ToArray());
        Assert.Equal([.2f * -65, 2 * (-65f + 60)], group.Recovery.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(37)]
    public void Numbers_are_those_of_a_plain_loop_to_the_last_bit(int neurons)
    {
        var random = new RandomStream(4, "group");
        var constants = Enumerable.Range(0, neurons).Select(index => index % 3 == 0
            ? IzhikevichConstants.Of2007()
            : IzhikevichConstants.Of2003(0.02 + (0.08 * random.NextDouble()), 0.2 + (0.05 * random.NextDouble()), -65 + (15 * random.NextDouble()), 2 + (6 * random.NextDouble()))).ToList();
        var (group, plain) = (new IzhikevichGroup(constants), new PlainIzhikevich(constants));
        var (current, spikes) = (new float[neurons], new float[neurons]);
        var fired = 0f;
        for (var step = 0; step < 400; step++)
        {
            for (var index = 0; index < neurons; index++)
            {
                current[index] = (float)((index % 3 == 0 ? 250 : 1) * (4 + (10 * random.NextDouble())));
            }

            group.Step(current, spikes);
            Assert.Equal(plain.Step(current), spikes);
            fired += spikes.Sum();
        }

        Assert.True(fired > neurons);
        Assert.Equal(plain.Membrane, group.Membrane.ToArray());
        Assert.Equal(plain.Recovery, group.Recovery.ToArray());
    }

    [Fact]
    public void The_form_of_2007_is_the_quadratic_of_its_rest_and_threshold()
    {
        // C v' = k (v − v_r)(v − v_t) at I = 0, u = 0: one part of one step from −50 mV.
        var group = new IzhikevichGroup([IzhikevichConstants.Of2007()], membraneParts: 1, initialMembrane: -50);
        group.Recovery[0] = 0;
        group.Step([0f], new float[1]);
        Assert.Equal(-50 + (2.5 * 10 * -30 / 250), group.Membrane[0], 1e-4);
    }

    [Fact]
    public void Constants_that_cannot_be_are_refused_with_the_neuron()
    {
        Assert.Contains("Neuron 1", Assert.Throws<ArgumentException>(() => new IzhikevichGroup([RegularSpiking, RegularSpiking with { Capacitance = 0 }])).Message);
        Assert.Contains("below the peak", Assert.Throws<ArgumentException>(() => new IzhikevichGroup([RegularSpiking with { ResetMembrane = 40 }])).Message);
        Assert.Throws<ArgumentException>(() => new IzhikevichGroup([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IzhikevichGroup([RegularSpiking], stepMs: 0));
        Assert.Contains("1 neurons", Assert.Throws<ArgumentException>(() => new IzhikevichGroup([RegularSpiking]).Step(new float[2], new float[2])).Message);
    }

    private static List<int> SpikeTimes(IzhikevichGroup group, float input, int steps)
    {
        var times = new List<int>();
        var (current, spikes) = (Enumerable.Repeat(input, group.Count).ToArray(), new float[group.Count]);
        for (var step = 0; step < steps; step++)
        {
            group.Step(current, spikes);
            if (spikes[0] != 0)
            {
                times.Add(step);
            }
        }

        return times;
    }

    // Euler steps of 0.01 ms over one second.
    private static int TinySteps(double current)
    {
        var (v, u, count) = (-65.0, 0.2 * -65, 0);
        for (var step = 0; step < 100_000; step++)
        {
            v += 0.01 * ((0.04 * v * v) + (5 * v) + 140 - u + current);
            u += 0.01 * 0.02 * ((0.2 * v) - u);
            if (v >= 30)
            {
                (v, u, count) = (-65, u + 8, count + 1);
            }
        }

        return count;
    }
}
