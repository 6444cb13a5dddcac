using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Tests.Reservoirs;

public sealed class ForceTests
{
    [Fact]
    public void A_chaotic_network_learns_a_sine_and_goes_on_by_itself()
    {
        var network = new ForceNetwork(1, new ForceOptions { Units = 300 }, new RandomStream(1, "force"));
        double Target(int step) => .8 * Math.Sin(2 * Math.PI * step / 120);
        for (var step = 0; step < 10_000; step++)
        {
            _ = network.Learn([Target(step)]);
        }

        var (sum, squares) = (0.0, 0.0);
        for (var step = 10_000; step < 11_000; step++)
        {
            var error = network.Step()[0] - Target(step);
            (sum, squares) = (sum + (error * error), squares + (Target(step) * Target(step)));
        }

        // A little drift of the phase is left after eight periods; a sine of random phase would give 1.4.
        Assert.InRange(Math.Sqrt(sum / squares), 0, .4);
    }

    [Fact]
    public void Before_learning_the_network_is_chaotic()
    {
        float[] After(float change)
        {
            var network = new ForceNetwork(1, new ForceOptions { Units = 400, Gain = 1.5 }, new RandomStream(2, "force"));
            for (var step = 0; step < 2000; step++)
            {
                _ = step == 101 && change != 0 ? network.Learn([change]) : network.Step();
            }

            return network.Rates.ToArray();
        }

        // One small update, at a step at which weights are updated, leads elsewhere.
        Assert.True(After(0).Zip(After(.01f)).Max(pair => Math.Abs(pair.First - pair.Second)) > .1);
    }

    [Fact]
    public void Spiking_neurons_learn_a_sine_and_go_on_by_themselves()
    {
        var options = new SpikingForceOptions { Units = 500, StepMs = .1, UpdateEvery = 20 };
        var network = new SpikingForceNetwork(1, options, new RandomStream(1, "force"));
        double Target(int step) => Math.Sin(2 * Math.PI * 5 * step * options.StepMs / 1000);
        var spikes = 0L;
        for (var step = 0; step < 60_000; step++)
        {
            _ = step < 5000 ? network.Step() : network.Learn([Target(step)]);
            spikes += network.Spikes.Length;
        }

        // Neurons fire at rates of cortical size.
        Assert.InRange(spikes / 500.0 / 6, 5, 100);
        var (output, target) = (new double[20_000], new double[20_000]);
        for (var step = 0; step < output.Length; step++)
        {
            output[step] = network.Step()[0];
            target[step] = Target(60_000 + step);
        }

        Assert.InRange(MathNet.Numerics.Statistics.Correlation.Pearson(output, target), .9, 1);
    }

    [Fact]
    public void Equal_seeds_give_equal_outputs()
    {
        double[] Outputs()
        {
            var network = new SpikingForceNetwork(2, new SpikingForceOptions { Units = 60 }, new RandomStream(3, "force"));
            return [.. Enumerable.Range(0, 500).Select(step => network.Learn([Math.Sin(step), 1])[0])];
        }

        Assert.Equal(Outputs(), Outputs());
    }

    [Fact]
    public void Constants_and_targets_that_do_not_fit_are_refused()
    {
        var network = new ForceNetwork(2, new ForceOptions { Units = 10 }, new RandomStream(1, "force"));
        Assert.Contains("2 finite numbers; got [1]", Assert.Throws<ArgumentException>(() => network.Learn([1])).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => network.Learn([1, double.NaN])).Message);
        Assert.Contains("ForceOptions.Step", Assert.Throws<ArgumentOutOfRangeException>(() => new ForceNetwork(1, new ForceOptions { Step = 2 }, new RandomStream(1, "f"))).Message);
        Assert.Contains("not stable with longer steps", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingForceNetwork(1, new SpikingForceOptions { StepMs = 1 }, new RandomStream(1, "f"))).Message);
    }
}
