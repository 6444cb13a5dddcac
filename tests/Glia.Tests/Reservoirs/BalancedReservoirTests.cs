using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Tests.Reservoirs;

public sealed class BalancedReservoirTests
{
    private static readonly ExcitatoryInhibitoryOptions Exact = new() { Units = 200, Degree = 20, InDegrees = InDegrees.Exact, InputFraction = 1, SigmoidSlope = 4 };

    [Fact]
    public void States_follow_the_equation_written_plainly()
    {
        var reservoir = new ExcitatoryInhibitoryReservoir(2, new ExcitatoryInhibitoryOptions { Units = 50, Degree = 10, Leak = .3, Threshold = .1, BalanceShift = .2 }, new RandomStream(1, "reservoir"));
        var (potentials, rates) = (new double[50], Enumerable.Repeat(1 / (1 + Math.Exp(5 * .1)), 50).ToArray());
        var random = new RandomStream(2, "input");
        for (var step = 0; step < 20; step++)
        {
            double[] input = [random.NextGaussian(), random.NextGaussian()];
            var drives = Enumerable.Range(0, 50).Select(unit => Row(reservoir.RecurrentWeights, unit, rates) + Row(reservoir.InputMatrix, unit, input)).ToArray();
            potentials = [.. drives.Select((drive, unit) => drive + (.3 * potentials[unit]))];
            rates = [.. potentials.Select(potential => 1 / (1 + Math.Exp(-5 * (potential - .1))))];
            Assert.Equal(rates, reservoir.Step(input).ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        }

        Assert.All(rates, rate => Assert.InRange(rate, double.Epsilon, 1 - 1e-9));
    }

    [Theory]
    [InlineData(InDegrees.Random)]
    [InlineData(InDegrees.Exact)]
    public void Excitation_and_inhibition_are_balanced_as_drawn_and_signs_are_those_of_the_sender(InDegrees degrees)
    {
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact with { InDegrees = degrees, BalanceShift = .5 }, new RandomStream(3, "reservoir"));
        var (excitation, inhibition) = (0.0, 0.0);
        for (var row = 0; row < 200; row++)
        {
            for (var entry = 0; entry < reservoir.RecurrentWeights.Columns(row).Length; entry++)
            {
                var (column, value) = (reservoir.RecurrentWeights.Columns(row)[entry], reservoir.RecurrentWeights.Values(row)[entry]);
                Assert.Equal(column < 160, value > 0);
                (excitation, inhibition) = value > 0 ? (excitation + value, inhibition) : (excitation, inhibition - value);
            }
        }

        Assert.Equal((160, 200), (reservoir.ExcitatoryUnits, reservoir.Units));
        Assert.Equal(1, excitation / 200, degrees == InDegrees.Exact ? .02 : .08);
        Assert.Equal(1.5, inhibition / 200, degrees == InDegrees.Exact ? .04 : .2);
    }

    [Fact]
    public void In_one_step_the_target_rates_become_a_fixed_point()
    {
        var reservoir = new ExcitatoryInhibitoryReservoir(1, new ExcitatoryInhibitoryOptions { Units = 200, Degree = 30, SigmoidSlope = 5, Leak = .25, Threshold = .1 }, new RandomStream(4, "reservoir"));
        var targets = TargetRates.Beta(200, 2, 4, new RandomStream(4, "targets"));
        var result = OneStepInhibition.Design(reservoir, [.3], targets);
        var reachable = Enumerable.Range(0, 200).Except(result.Clamped).Except(result.Unconnected).ToArray();
        Assert.True(reachable.Length > 150);
        for (var unit = 0; unit < 200; unit++)
        {
            double drive = 0.3 * (reservoir.InputMatrix.Values(unit).Length == 0 ? 0 : reservoir.InputMatrix.Values(unit)[0]);
            for (var entry = 0; entry < reservoir.RecurrentWeights.Columns(unit).Length; entry++)
            {
                var column = reservoir.RecurrentWeights.Columns(unit)[entry];
                drive += reservoir.RecurrentWeights.Values(unit)[entry] * targets.Rates[column] * (column < reservoir.ExcitatoryUnits ? 1 : result.Factors[unit]);
            }

            // A potential that stays: V = drive + leak V.
            var rate = 1 / (1 + Math.Exp(-((reservoir.Slopes[unit] * drive / .75) + reservoir.Offsets[unit])));
            if (reachable.Contains(unit))
            {
                Assert.Equal(targets.Rates[unit], rate, 1e-6);
            }
        }
    }

    [Fact]
    public void From_the_target_rates_constant_input_leaves_all_neurons_there()
    {
        // Shallow sigmoids, so that rounding to single precision does not grow.
        var options = Exact with { SigmoidSlope = 1 };
        var targets = TargetRates.Constant(200, .5);
        var designed = OneStepInhibition.Design(new ExcitatoryInhibitoryReservoir(1, options, new RandomStream(5, "reservoir")), [0.0], targets).Reservoir;
        for (var step = 0; step < 100; step++)
        {
            Assert.All(designed.Step([0.0]).ToArray(), rate => Assert.Equal(.5, rate, 1e-6));
        }
    }

    [Fact]
    public void Without_input_at_half_rates_the_factor_is_excitation_over_inhibition()
    {
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact with { InputScaling = 0 }, new RandomStream(6, "reservoir"));
        var result = OneStepInhibition.Design(reservoir, [0.0], TargetRates.Constant(200, .5));
        for (var unit = 0; unit < 200; unit++)
        {
            var values = reservoir.RecurrentWeights.Values(unit).ToArray();
            Assert.Equal(values.Where(value => value > 0).Sum(value => (double)value) / -values.Where(value => value < 0).Sum(value => (double)value), result.Factors[unit], 1e-12);
        }
    }

    [Theory]
    [InlineData(2, .001)]
    [InlineData(4, .003)]
    [InlineData(6, .005)]
    [InlineData(10, .008)]
    public void Homeostasis_reaches_half_rates_as_closely_as_the_prototype(double slope, double deviation)
    {
        var input = Uniform(6000, 1);
        var targets = TargetRates.Constant(200, .5);
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact with { SigmoidSlope = slope }, new RandomStream(7, "reservoir"));
        var result = InhibitoryHomeostasis.Adapt(reservoir, input, targets, new InhibitoryHomeostasisOptions { Stages = [new(3000, 3e-3), new(3000, 1e-3)] });
        Assert.InRange(result.FinalRates.Average(rate => Math.Abs(rate - .5)), 0, 2.5 * deviation);
        Assert.Empty(result.Warnings);

        // With fixed weights rates drift, the more the steeper the sigmoids are.
        Assert.InRange(BalanceReport.Of(result.Reservoir, Uniform(3000, 2)).Deviation(targets), 0, 10 * deviation);
        Assert.Equal(reservoir.RecurrentWeights.EntryCount, result.Reservoir.RecurrentWeights.EntryCount);
    }

    [Theory]
    [InlineData(2, -.6, 5.7)]
    [InlineData(2, 0, 8.1)]
    [InlineData(2, 1, 9.5)]
    [InlineData(6, -.6, 3.7)]
    [InlineData(6, 0, 8.7)]
    [InlineData(6, 1, 7.1)]
    public void Memory_capacity_over_the_balance_is_that_of_the_prototype(double slope, double shift, double expected)
    {
        var capacities = Enumerable.Range(0, 3).Select(seed => MemoryCapacity.ByDelay(
            new ExcitatoryInhibitoryReservoir(1, Exact with { SigmoidSlope = slope, BalanceShift = shift }, new RandomStream(seed, "reservoir")), new RandomStream(seed, "input"),
            new MemoryCapacityOptions { Delays = 60, Washout = 200, Penalty = 1e-7 }).Sum());
        Assert.Equal(expected, capacities.Average(), .6);
    }

    [Fact]
    public void Vogels_variant_balances_too_and_intrinsic_plasticity_reaches_its_mean()
    {
        var input = Uniform(8000, 1);
        var targets = TargetRates.Constant(200, .4);
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact, new RandomStream(8, "reservoir"));
        var before = BalanceReport.Of(reservoir, input).Deviation(targets);
        var vogels = InhibitoryHomeostasis.Adapt(reservoir, input, targets, new InhibitoryHomeostasisOptions { Variant = HomeostasisVariant.Vogels, Stages = [new(8000, 3e-3)] });
        Assert.InRange(BalanceReport.Of(vogels.Reservoir, input).Deviation(targets), 0, .75 * before);
        var rare = TargetRates.Constant(200, .2);
        var plastic = IntrinsicPlasticity.Adapt(reservoir, input, rare, [new(8000, 2e-3)]);
        Assert.InRange(BalanceReport.Of(plastic, input).Deviation(rare), 0, .05);
        Assert.Equal(reservoir.RecurrentWeights, plastic.RecurrentWeights);
    }

    [Fact]
    public void A_report_tells_excitation_from_inhibition()
    {
        double Ratio(double shift) => BalanceReport.Of(new ExcitatoryInhibitoryReservoir(1, Exact with { BalanceShift = shift }, new RandomStream(9, "reservoir")), Uniform(500, 1)).Ratio;
        Assert.Equal(1, Ratio(0), .05);
        Assert.True(Ratio(-.4) < .7 && Ratio(.4) > 1.3);
        var silent = BalanceReport.Of(new ExcitatoryInhibitoryReservoir(1, Exact with { Threshold = 5 }, new RandomStream(9, "reservoir")), Uniform(500, 1));
        Assert.Equal((1, 0), (silent.SilentShare, silent.SaturatedShare));
    }

    [Fact]
    public void Neurons_that_cannot_be_balanced_are_named()
    {
        var options = new ExcitatoryInhibitoryOptions { Units = 3, ExcitatoryFraction = .67, Degree = 2 };
        var onlyExcited = new CompressedRows(3, [0, 1, 3, 5], [1, 0, 2, 0, 2], [1f, .1f, -.5f, 1f, -.5f]);
        var reservoir = new ExcitatoryInhibitoryReservoir(options, onlyExcited, new CompressedRows(1, [0, 1, 1, 1], [0], [1f]));
        var result = OneStepInhibition.Design(reservoir, [0.0], TargetRates.Constant(3, .9));
        Assert.Equal(([0], [1]), (result.Unconnected, result.Clamped), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
        Assert.Contains("neuron 0 has excitation only: cannot be balanced", result.Warnings);
        Assert.Contains("neuron 1 cannot reach the target rate by inhibition alone", result.Warnings);
    }

    [Fact]
    public void Inputs_on_which_nothing_can_adapt_are_said()
    {
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact, new RandomStream(10, "reservoir"));
        IReadOnlyList<string> Warnings(IEnumerable<double> input, double rate = 1e-3) =>
            InhibitoryHomeostasis.Adapt(reservoir, TimeSeries.Of(input), TargetRates.Constant(200, .5), new InhibitoryHomeostasisOptions { Stages = [new(200, rate)] }).InputWarnings;
        Assert.Empty(Warnings(Uniform(200, 1).Values.ToArray()));
        Assert.Contains("not centred", Warnings(Uniform(200, 1).Values.ToArray().Select(value => value + 1)).Single());
        Assert.Contains("stays the same", Warnings(Enumerable.Repeat(.3, 200)).Single());
        var far = InhibitoryHomeostasis.Adapt(reservoir, Uniform(500, 1), TargetRates.Constant(200, .95), new InhibitoryHomeostasisOptions { Stages = [new(500, .5)] });
        Assert.Contains(far.Warnings, warning => warning.Contains("without inhibition at times"));
    }

    [Fact]
    public void Constants_and_sizes_that_do_not_fit_are_refused()
    {
        string Refused(ExcitatoryInhibitoryOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => new ExcitatoryInhibitoryReservoir(1, options, new RandomStream(1, "r"))).Message;
        Assert.Contains("without inhibition nothing can be balanced", Refused(new() { ExcitatoryFraction = 1 }));
        Assert.Contains("ExcitatoryFraction", Refused(new() { ExcitatoryFraction = 0 }));
        Assert.Contains("at most the number of units, 20", Refused(new() { Units = 20, Degree = 21 }));
        Assert.Contains("SigmoidSlope", Refused(new() { SigmoidSlope = double.NaN }));
        Assert.Contains("neuron 2 is 1", Assert.Throws<ArgumentException>(() => new TargetRates([.5, .2, 1])).Message);
        Assert.Contains("neuron 0 is 0", Assert.Throws<ArgumentException>(() => TargetRates.Constant(3, 0)).Message);
        var reservoir = new ExcitatoryInhibitoryReservoir(1, Exact, new RandomStream(1, "r"));
        var half = TargetRates.Constant(200, .5);
        Assert.Contains("takes 4000 steps of input; the series has 100", Assert.Throws<ArgumentException>(() => InhibitoryHomeostasis.Adapt(reservoir, Uniform(100, 1), half)).Message);
        Assert.Contains("for 100 neurons; the reservoir has 200", Assert.Throws<ArgumentException>(() => OneStepInhibition.Design(reservoir, [0.0], TargetRates.Constant(100, .5))).Message);
        Assert.Contains("must be 1 finite numbers", Assert.Throws<ArgumentException>(() => OneStepInhibition.Design(reservoir, [double.NaN], half)).Message);
        Assert.Contains("wrong sign", Assert.Throws<ArgumentException>(() => reservoir.WithRecurrentWeights(reservoir.RecurrentWeights.Scaled(-1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => InhibitoryHomeostasis.Adapt(reservoir, Uniform(100, 1), half, new InhibitoryHomeostasisOptions { Stages = [new(10, 0)] }));
    }

    private static TimeSeries Uniform(int steps, long seed)
    {
        var random = new RandomStream(seed, "uniform");
        return TimeSeries.Of(Enumerable.Range(0, steps).Select(_ => (2 * random.NextDouble()) - 1));
    }

    private static double Row(CompressedRows matrix, int row, double[] x)
    {
        double sum = 0;
        for (var entry = 0; entry < matrix.Columns(row).Length; entry++)
        {
            sum += matrix.Values(row)[entry] * x[matrix.Columns(row)[entry]];
        }

        return sum;
    }
}
