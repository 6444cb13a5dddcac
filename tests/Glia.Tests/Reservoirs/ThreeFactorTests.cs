using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Tests.Reservoirs;

public sealed class ThreeFactorTests
{
    private const int Features = 6;
    private static readonly double[] Targets = [.7, -.2];

    [Fact]
    public void A_full_step_makes_the_error_zero()
    {
        var readout = new ThreeFactorReadout(Features, 2, new ThreeFactorOptions { Rate = 1, Offset = 0 });
        var outputs = new double[2];
        readout.Learn(State(1), Targets);
        readout.Apply(State(1), outputs);
        Assert.Equal(Targets, outputs, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void With_the_gate_closed_weights_stay_to_the_last_bit()
    {
        var readout = Trained();
        var before = readout.Weights(0).ToArray();
        readout.Learn(State(9), Targets, gate: 0);
        readout.LearnCommon(State(9), Targets, gate: 0);
        readout.LearnDifferences(State(9), Targets, gate: 0);
        Assert.Equal(before, readout.Weights(0).ToArray());
    }

    [Fact]
    public void The_step_is_down_the_gradient_of_the_squared_error()
    {
        var readout = Trained(ErrorNormalisation.None);
        var state = State(5);
        var before = readout.Weights(1).ToArray();
        readout.Learn(state, Targets);
        double HalfSquare(double[] weights) => .5 * Math.Pow(Targets[1] - weights.Zip(state, (weight, x) => weight * x).Sum(), 2);
        for (var feature = 0; feature < Features; feature++)
        {
            double[] up = [.. before], down = [.. before];
            (up[feature], down[feature]) = (up[feature] + 1e-5, down[feature] - 1e-5);
            Assert.Equal(-.05 * (HalfSquare(up) - HalfSquare(down)) / 2e-5, readout.Weights(1)[feature] - before[feature], 1e-8);
        }
    }

    [Fact]
    public void Normalised_and_gated_open_it_is_normalised_least_mean_squares()
    {
        var (readout, reference) = (new ThreeFactorReadout(Features, 2, new ThreeFactorOptions { Rate = .3 }), new NlmsReadout(Features, 2, .3));
        for (var step = 0; step < 20; step++)
        {
            readout.Learn(State(step), Targets);
            reference.Learn(State(step), Targets);
        }

        Assert.Equal(reference.Weights(1).ToArray(), readout.Weights(1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void What_is_common_and_what_differs_make_up_the_whole_step()
    {
        var (whole, common, differences) = (Trained(), Trained(), Trained());
        var before = new[] { whole.Weights(0).ToArray(), whole.Weights(1).ToArray() };
        whole.Learn(State(7), Targets);
        common.LearnCommon(State(7), Targets);
        differences.LearnDifferences(State(7), Targets);
        for (var feature = 0; feature < Features; feature++)
        {
            double Step(ThreeFactorReadout readout, int output) => readout.Weights(output)[feature] - before[output][feature];
            Assert.Equal(Step(whole, 0), Step(common, 0) + Step(differences, 0), 1e-12);
            Assert.Equal(Step(common, 0), Step(common, 1), 1e-12);
            Assert.Equal(0, Step(differences, 0) + Step(differences, 1), 1e-12);
        }
    }

    [Fact]
    public void A_certain_sequence_is_learned()
    {
        var readout = new ThreeFactorReadout(Features, 2, new ThreeFactorOptions { Rate = .5 });
        var outputs = new double[2];
        for (var pass = 0; pass < 400; pass++)
        {
            for (var step = 0; step < 4; step++)
            {
                readout.Learn(State(step), [step == 2 ? 1 : 0, step == 3 ? 1 : 0]);
            }
        }

        for (var step = 0; step < 4; step++)
        {
            readout.Apply(State(step), outputs);
            Assert.Equal([step == 2 ? 1 : 0, step == 3 ? 1.0 : 0], outputs, (a, b) => Math.Abs(a - b) < .01);
        }
    }

    [Theory]
    [InlineData(.05)]
    [InlineData(.3)]
    public void Outcomes_that_come_with_a_probability_are_predicted_with_it_and_a_known_spread(double rate)
    {
        const double probability = .3;
        const int steps = 200_000;
        var (readout, random) = (new ThreeFactorReadout(Features, 1, new ThreeFactorOptions { Rate = rate, Offset = 0 }), new RandomStream(3, "outcomes"));
        var (output, mean, square) = (new double[1], 0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            readout.Learn(State(1), [random.NextDouble() < probability ? 1 : 0]);
            readout.Apply(State(1), output);
            mean += output[0] / steps;
            square += output[0] * output[0] / steps;
        }

        Assert.Equal(probability, mean, .01);
        var variance = rate / (2 - rate) * probability * (1 - probability);
        Assert.InRange((square - (mean * mean)) / variance, .9, 1.1);
    }

    [Fact]
    public void Unsigned_errors_only_ever_push_up()
    {
        var readout = new ThreeFactorReadout(1, 1, new ThreeFactorOptions { ThirdFactor = ThirdFactor.UnsignedError });
        readout.Learn([1f], [-1]);
        Assert.True(readout.Weights(0)[0] > 0);
    }

    [Fact]
    public void A_copy_learns_by_itself()
    {
        var readout = Trained();
        var copy = readout.Copy();
        Assert.Equal(readout.Weights(0).ToArray(), copy.Weights(0).ToArray());
        copy.Learn(State(11), Targets);
        Assert.NotEqual(readout.Weights(0).ToArray(), copy.Weights(0).ToArray());
    }

    [Fact]
    public void Rewarded_exploration_steps_on_average_as_the_signed_error_does()
    {
        const int trials = 40_000;
        var (state, random) = (State(2), new RandomStream(6, "exploration"));
        var mean = new double[2];
        var (start, expected) = (new RewardModulatedReadout(Features, 2, new RewardModulatedOptions { Rate = .1 }, random), new ThreeFactorReadout(Features, 2, new ThreeFactorOptions { Rate = .1 }));

        // The first step has no usual reward yet.
        start.Learn(state, [0, 0], gate: 0);
        expected.Learn(state, Targets);
        for (var trial = 0; trial < trials; trial++)
        {
            var readout = start.Copy(random);
            readout.Learn(state, Targets);
            (mean[0], mean[1]) = (mean[0] + (readout.Weights(0)[3] / trials), mean[1] + (readout.Weights(1)[3] / trials));
        }

        Assert.InRange(mean[0] / expected.Weights(0)[3], .9, 1.1);
        Assert.InRange(mean[1] / expected.Weights(1)[3], .75, 1.25);
    }

    [Fact]
    public void Least_squares_over_many_steps_at_once_are_those_step_by_step()
    {
        foreach (var (features, forgetting) in new[] { (5, 1.0), (33, 1.0), (33, .99), (64, .995) })
        {
            var options = new RlsOptions { Regularisation = .1, Forgetting = forgetting };
            var (each, all, random) = (new RlsReadout(features, 2, options), new RlsReadout(features, 2, options), new RandomStream(2, "least squares"));
            var states = Enumerable.Range(0, 150 * features).Select(_ => (float)random.NextGaussian()).ToArray();
            var targets = Enumerable.Range(0, 300).Select(_ => random.NextGaussian()).ToArray();
            for (var step = 0; step < 150; step++)
            {
                each.Learn(states.AsSpan(step * features, features), targets.AsSpan(step * 2, 2));
            }

            all.LearnAll(states.AsSpan(0, 77 * features), targets.AsSpan(0, 154));
            var copy = all.Copy();
            copy.LearnAll(states.AsSpan(77 * features), targets.AsSpan(154));
            Assert.Equal(each.Weights(0).ToArray(), copy.Weights(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
            Assert.Equal(each.Weights(1).ToArray(), copy.Weights(1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
            Assert.Equal(each.GainNorm(states.AsSpan(0, features)), copy.GainNorm(states.AsSpan(0, features)), 1e-9);
        }
    }

    [Fact]
    public void The_gain_of_least_squares_falls_as_one_over_the_number_of_steps()
    {
        var (readout, random, done) = (new RlsReadout(Features, 1), new RandomStream(1, "gain"), 0);
        double Gain(int steps)
        {
            for (; done < steps; done++)
            {
                readout.Learn([.. Enumerable.Range(0, Features).Select(_ => (float)random.NextGaussian())], [0.0]);
            }

            return readout.GainNorm(State(0));
        }

        var early = Gain(100);
        var slope = Math.Log(Gain(10_000) / early) / Math.Log(100);
        Assert.InRange(slope, -1.15, -.85);
    }

    [Fact]
    public void Sizes_and_constants_that_do_not_fit_are_refused()
    {
        Assert.Contains("diverges", Assert.Throws<ArgumentOutOfRangeException>(() => new ThreeFactorReadout(2, 1, new ThreeFactorOptions { Rate = 2 })).Message);
        Assert.Contains("Offset", Assert.Throws<ArgumentOutOfRangeException>(() => new ThreeFactorReadout(2, 1, new ThreeFactorOptions { Offset = -1 })).Message);
        var plain = new ThreeFactorReadout(2, 1, new ThreeFactorOptions { Rate = .5, Normalisation = ErrorNormalisation.None });
        plain.Learn([1, 1], [1]);
        Assert.Contains("above 2/|x|² = 0.25", Assert.Throws<InvalidOperationException>(() => plain.Learn([2, 2], [1])).Message);
        Assert.Throws<ArgumentException>(() => plain.Learn([1], [1]));
        Assert.Contains("Exploration", Assert.Throws<ArgumentOutOfRangeException>(() => new RewardModulatedReadout(2, 1, new RewardModulatedOptions { Exploration = 0 }, new RandomStream(1, "r"))).Message);
        Assert.Contains("their steps differ", Assert.Throws<ArgumentException>(() => new RlsReadout(2, 1).LearnAll([1, 2, 3], [1])).Message);
    }

    private static ThreeFactorReadout Trained(ErrorNormalisation normalisation = ErrorNormalisation.PopulationEnergy)
    {
        var readout = new ThreeFactorReadout(Features, 2, new ThreeFactorOptions { Normalisation = normalisation });
        readout.Learn(State(3), [1, .5]);
        return readout;
    }

    private static float[] State(int index)
    {
        var random = new RandomStream(index, "state");
        return [.. Enumerable.Range(0, Features).Select(_ => (float)random.NextGaussian())];
    }
}
