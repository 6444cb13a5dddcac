using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;

namespace Glia.Tests.Reservoirs;

public sealed class TrainableLiquidTests
{
    private const int Units = 13;
    private const int Channels = 5;
    private const int Steps = 25;
    private const double Width = 1.5;
    private static readonly LiquidOptions Options = new() { Units = Units, Decay = .9, Threshold = 1.5 };

    [Fact]
    public void It_counts_as_the_liquid_that_it_started_from()
    {
        var (liquid, trained, recording) = Make();
        var (fixedCounts, counts) = (new float[Units], new float[Units]);
        liquid.Count(recording, fixedCounts);
        trained.Forward(recording, counts);
        Assert.Equal(fixedCounts, counts);
        trained.ToLiquid().Count(recording, fixedCounts);
        Assert.Equal(fixedCounts, counts);
        Assert.Equal(Units * (Units + Channels), trained.ParameterCount);
    }

    [Fact]
    public void Gradients_are_those_of_the_recursion_written_plainly()
    {
        var (liquid, trained, recording) = Make();
        var counts = new float[Units];
        trained.Forward(recording, counts);
        var random = new RandomStream(4, "gradient");
        var byCounts = Enumerable.Range(0, Units).Select(_ => (float)random.NextGaussian()).ToArray();
        trained.Backward(0, byCounts);

        var (u, s) = (new double[Steps, Units], new double[Steps, Units]);
        for (var t = 0; t < Steps; t++)
        {
            for (var n = 0; n < Units; n++)
            {
                u[t, n] = LiquidTests.Dense(liquid.InputMatrix, n).Zip(LiquidTests.Dense(recording, t), (w, x) => w * x).Sum();
                for (var from = 0; t > 0 && from < Units; from++)
                {
                    u[t, n] += liquid.RecurrentWeights.Values(n)[from] * s[t - 1, from];
                }

                u[t, n] += t > 0 ? .9 * u[t - 1, n] * (1 - s[t - 1, n]) : 0;
            }

            for (var n = 0; n < Units; n++)
            {
                s[t, n] = u[t, n] > 1.5 ? 1 : 0;
            }
        }

        var expected = new double[Channels + Units, Units];
        var next = new double[Units];
        for (var t = Steps - 1; t >= 0; t--)
        {
            var delta = new double[Units];
            for (var n = 0; n < Units; n++)
            {
                var bySpike = byCounts[n] + Enumerable.Range(0, Units).Sum(to => liquid.RecurrentWeights.Values(to)[n] * next[to]);
                delta[n] = (bySpike * Math.Max(0, 1 - (Math.Abs(u[t, n] - 1.5) / Width)) / Width) + (.9 * (1 - s[t, n]) * next[n]);
            }

            for (var n = 0; n < Units; n++)
            {
                for (var from = 0; from < Channels; from++)
                {
                    expected[from, n] += delta[n] * LiquidTests.Dense(recording, t)[from];
                }

                for (var from = 0; t > 0 && from < Units; from++)
                {
                    expected[Channels + from, n] += delta[n] * s[t - 1, from];
                }
            }

            next = delta;
        }

        Assert.True(counts.Sum() > 20);
        for (var source = 0; source < Channels + Units; source++)
        {
            for (var n = 0; n < Units; n++)
            {
                Assert.Equal(expected[source, n], trained.Gradient(source, n), 1e-4 * (1 + Math.Abs(expected[source, n])));
            }
        }
    }

    [Fact]
    public void Learning_brings_counts_to_their_targets()
    {
        var (_, trained, recording) = Make();
        float[] counts = new float[Units], target = [.. Enumerable.Range(0, Units).Select(n => (float)(n % 5))];
        double Error()
        {
            trained.Forward(recording, counts);
            return counts.Zip(target, (a, b) => Math.Pow(a - b, 2)).Sum();
        }

        var before = Error();
        for (var step = 0; step < 400; step++)
        {
            trained.Backward(0, [.. counts.Zip(target, (a, b) => a - b)]);
            trained.Step(.01);
            trained.Forward(recording, counts);
        }

        trained.Forget();
        Assert.True(Error() < before / 3, $"{before} became {Error()}");
    }

    [Fact]
    public void What_cannot_be_trained_is_refused()
    {
        var sparse = LiquidStateMachine.Draw(Channels, Options with { Connectivity = .5 }, WeightSource.Gaussian, 1, new RandomStream(1, "liquid"));
        Assert.Contains("fully connected", Assert.Throws<ArgumentException>(() => new TrainableLiquid(sparse, Options, 1)).Message);
        var (liquid, trained, recording) = Make();
        Assert.Contains("hard reset", Assert.Throws<ArgumentException>(() => new TrainableLiquid(liquid, Options with { Reset = Glia.Neurons.ResetMode.Soft }, 1)).Message);
        Assert.Contains("Recording 0 of 0", Assert.Throws<ArgumentException>(() => trained.Backward(0, new float[Units])).Message);
        Assert.Contains("5 channels", Assert.Throws<ArgumentException>(() => trained.Forward(LiquidTests.Recording(3, 4, .5, 1), new float[Units])).Message);
    }

    private static (LiquidStateMachine Liquid, TrainableLiquid Trained, CompressedRows Recording) Make()
    {
        var liquid = LiquidStateMachine.Draw(Channels, Options, WeightSource.Gaussian, .8, new RandomStream(2, "liquid"));
        return (liquid, new TrainableLiquid(liquid, Options, Width), LiquidTests.Recording(Steps, Channels, .4, 3));
    }
}
