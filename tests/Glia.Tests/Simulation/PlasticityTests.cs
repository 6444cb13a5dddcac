using Glia.Plasticity;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Connections;
using Glia.Simulation.Plasticity;

namespace Glia.Tests.Simulation;

/// <summary>Plastic projections against sums over all pairs of spikes.</summary>
public sealed class PlasticityTests
{
    private const int Inputs = 6, Cells = 5, Steps = 400;
    private static readonly PairStdpOptions Pairs = new() { Potentiation = .01, Depression = .013, PresynapticTau = 40, PostsynapticTau = 25, LowestWeight = -100, HighestWeight = 100 };

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Weights_are_the_sum_over_all_pairs(int delay)
    {
        var (network, input, output, projection) = Network(new PairPlasticity(Pairs), delay);
        network.Run(Steps * .1);
        AssertWeights(projection, (row, cell) => .5 + Change(input.Of(row), output.Of(cell), delay, Steps));
    }

    [Fact]
    public void Weights_are_those_of_the_dense_rule()
    {
        var (network, input, output, projection) = Network(new PairPlasticity(Pairs), 1);
        network.Run(Steps * .1);
        var (rule, weights) = (new PairStdp(Inputs, Cells, Pairs), Enumerable.Repeat(.5f, Inputs * Cells).ToArray());
        for (var step = 0; step < Steps; step++)
        {
            rule.Step(
                [.. Enumerable.Range(0, Inputs).Select(row => input.Of(row).Contains(step - 1) ? 1f : 0)],
                [.. Enumerable.Range(0, Cells).Select(cell => output.Of(cell).Contains(step) ? 1f : 0)], weights);
        }

        AssertWeights(projection, (row, cell) => weights[(row * Cells) + cell]);
    }

    [Fact]
    public void Weights_stay_in_their_range()
    {
        var (network, _, _, projection) = Network(new PairPlasticity(Pairs with { LowestWeight = .49, HighestWeight = .51 }), 1);
        network.Run(Steps * .1);
        var weights = Enumerable.Range(0, Inputs).SelectMany(projection.WeightsOf).ToArray();
        Assert.Equal((.49, .51), (weights.Min(), weights.Max()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Eligibility_becomes_a_change_as_far_as_the_modulator_says(int interval)
    {
        var rule = new ThreeFactorPlasticity(Pairs) { LearningRate = 2, EligibilityTau = 150, Interval = interval };
        var (network, input, output, projection) = Network(rule, 3);
        foreach (var modulator in Modulators)
        {
            projection.Modulator = modulator;
            network.Run(10);
        }

        AssertWeights(projection, (row, cell) =>
        {
            var (weight, eligibility, pairsBefore) = (.5, 0.0, 0.0);
            for (var step = 0; step < Steps; step++)
            {
                var pairs = Change(input.Of(row), output.Of(cell), 3, step + 1);
                (eligibility, pairsBefore) = (eligibility + pairs - pairsBefore, pairs);
                if ((step + 1) % interval == 0)
                {
                    weight += 2 * Modulators[step / 100] * eligibility;
                    eligibility *= Math.Exp(-interval / 150.0);
                }
            }

            return weight;
        });
    }

    [Fact]
    public void Without_a_modulator_nothing_is_learned()
    {
        var (network, _, _, projection) = Network(new ThreeFactorPlasticity(Pairs), 1);
        network.Run(Steps * .1);
        Assert.All(Enumerable.Range(0, Inputs).SelectMany(projection.WeightsOf), weight => Assert.Equal(.5, weight));
        Assert.Throws<ArgumentOutOfRangeException>(() => projection.Modulator = double.NaN);
    }

    private static readonly double[] Modulators = [0, 1, -.5, 2];

    // A pre-before-post pair of distance d adds A₊ e^(−d/τ₊), a post-before-pre pair takes A₋ e^(−d/τ₋); presynaptic spikes count when they arrive.
    private static double Change(IEnumerable<long> before, IReadOnlyList<long> after, int delay, int end) =>
        before.Select(step => step + delay).Where(step => step < end).Sum(pre => after.Where(step => step < end).Sum(post =>
            post > pre ? .01 * Math.Exp(-(post - pre) / 40.0) : post < pre ? -.013 * Math.Exp(-(pre - post) / 25.0) : 0));

    private static void AssertWeights(Projection<double> projection, Func<int, int, double> expected)
    {
        var changed = 0;
        for (var row = 0; row < Inputs; row++)
        {
            for (var cell = 0; cell < Cells; cell++)
            {
                Assert.Equal(expected(row, cell), projection.WeightsOf(row)[cell], 1e-5);
                changed += Math.Abs(projection.WeightsOf(row)[cell] - .5) > 1e-3 ? 1 : 0;
            }
        }

        Assert.True(changed > Inputs * Cells / 2);
    }

    // Cells whose spikes are driven by a source of their own, so that changing weights change no spike.
    private static (SpikingNetwork<double> Network, Train Input, Train Output, Projection<double> Projection) Network(SynapticPlasticity rule, int delay)
    {
        var (input, output) = (new Train(Inputs, .05, 1), new Train(Cells, .04, 2));
        var network = new SpikingNetwork<double>(.1);
        var source = network.Add("source", Nets.Source(input.All), Inputs);
        var teacher = network.Add("teacher", Nets.Source([.. output.All.Where(spike => spike.Step > 0).Select(spike => (spike.Step - 1, spike.Unit))]), Cells);
        var cells = network.Add("cells", new DeltaLif { ThresholdMv = 1000, RefractoryMs = 0, ResetMv = 0 }, Cells);
        var projection = network.Connect(source, cells, new ProjectionOptions(new FixedProbability(1)) { Weight = .5, Delay = delay, Plasticity = rule }, Nets.Random());
        network.Connect(teacher, cells, new ProjectionOptions(new ExplicitConnections([.. Enumerable.Range(0, Cells)], [.. Enumerable.Range(0, Cells)])) { Weight = 1e5 }, Nets.Random());
        return (network, input, output, projection);
    }

    private sealed class Train
    {
        public Train(int units, double probability, long seed)
        {
            var random = new RandomStream(seed, "train");
            All = [.. Enumerable.Range(1, Steps - 1).SelectMany(step => Enumerable.Range(0, units).Where(_ => random.NextDouble() < probability).Select(unit => (step, unit)))];
        }

        public (int Step, int Unit)[] All { get; }

        public IReadOnlyList<long> Of(int unit) => [.. All.Where(spike => spike.Unit == unit).Select(spike => (long)spike.Step)];
    }
}
