using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class DiscreteTrainTests
{
    private const int Steps = 200_000;

    [Fact]
    public void Bernoulli_trains_have_their_rate()
    {
        var train = new byte[Steps];
        new BernoulliTrains(0.08).Fill(train, new RandomStream(1, "bernoulli"));
        Within(Share(train), 0.08, 0.08 * 0.92 / Steps);
    }

    [Fact]
    public void Markov_trains_have_rate_and_persistence()
    {
        var trains = new MarkovTrains(0.1, 0.4);
        Assert.Equal(0.1 * 0.6 / 0.9, trains.P01, 12);
        var train = new byte[Steps];
        trains.Fill(train, new RandomStream(2, "markov"));

        // Correlation of neighbours is p11 − p01, which stretches the variance of the mean by (1 + c)/(1 − c).
        var c = trains.P11 - trains.P01;
        Within(Share(train), 0.1, 0.1 * 0.9 * (1 + c) / (1 - c) / Steps);
        var after = Enumerable.Range(1, Steps - 1).Where(i => train[i - 1] == 1).Select(i => (double)train[i]).ToList();
        Within(after.Average(), 0.4, 0.4 * 0.6 / after.Count);
    }

    [Fact]
    public void Poisson_trains_miss_what_falls_into_one_step()
    {
        Assert.Equal(1 - Math.Exp(-0.1), PoissonTrains.Of(100).Rate, 12);
        var train = new byte[Steps];
        PoissonTrains.Fill(train, 50, 2, new RandomStream(3, "poisson"));
        var p = 1 - Math.Exp(-0.1);
        Within(Share(train), p, p * (1 - p) / Steps);
    }

    [Fact]
    public void Latency_patterns_have_one_spike_an_afferent_in_time_order()
    {
        var patterns = LatencyPatterns.Draw(6, 50, 500, new RandomStream(4, "patterns"));
        Assert.Equal([true, false, true, false, true, false], patterns.Select(pattern => pattern.IsTarget));
        Assert.All(patterns, pattern =>
        {
            Assert.Equal(Enumerable.Range(0, 50), pattern.Afferents.Order());
            Assert.Equal(pattern.Times.Order(), pattern.Times);
            Assert.All(pattern.Times, time => Assert.InRange(time, 0, 500));
        });
    }

    [Fact]
    public void A_stochastic_synapse_passes_the_mean_that_it_says()
    {
        var synapse = new StochasticSynapse { Success = 0.5 };
        var (spikes, arriving) = (new float[Steps], new float[Steps]);
        Array.Fill(spikes, 1, 0, Steps / 2);
        synapse.Transmit(spikes, arriving, new RandomStream(5, "synapse"));
        Assert.Equal(0.25, synapse.MeanTransmission);

        // E[x²] = p/3 for a uniform amplitude.
        Within(arriving.Take(Steps / 2).Average(), 0.25, ((0.5 / 3) - (0.25 * 0.25)) / (Steps / 2));
        Assert.All(arriving.Skip(Steps / 2), value => Assert.Equal(0, value));
        new StochasticSynapse { Success = 1, LowestAmplitude = 1 }.Transmit(spikes, arriving, new RandomStream(6, "synapse"));
        Assert.Equal(spikes, arriving);
    }

    [Fact]
    public void Impossible_trains_are_refused_with_the_formula()
    {
        Assert.Contains("p01 = rate (1 - p11) / (1 - rate)", Assert.Throws<ArgumentOutOfRangeException>(() => new MarkovTrains(0.8, 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarkovTrains(0.1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BernoulliTrains(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonTrains.Of(-1));
        Assert.Throws<ArgumentException>(() => new StochasticSynapse { Success = 2 }.Transmit([1], new float[1], new RandomStream(1, "x")));
        Assert.Throws<ArgumentException>(() => new StochasticSynapse().Transmit([1], new float[2], new RandomStream(1, "x")));
    }

    private static double Share(byte[] train) => train.Average(spike => (double)spike);

    private static void Within(double measured, double expected, double variance) =>
        Assert.InRange(measured, expected - (4 * Math.Sqrt(variance)), expected + (4 * Math.Sqrt(variance)));
}
