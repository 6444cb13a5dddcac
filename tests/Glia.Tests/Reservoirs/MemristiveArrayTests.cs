using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;
using MathNet.Numerics.Distributions;

namespace Glia.Tests.Reservoirs;

public sealed class MemristiveArrayTests
{
    private const int Side = 400;

    // 160,000 weights: a variance is known to 0.4 %, a mean to 0.25 % of the deviation.
    private static readonly MemristorOptions Plain = new() { Deviation = .4, Largest = 1e6 };

    [Fact]
    public void Formed_weights_have_the_moments_of_differences_of_normal_numbers_that_are_cut_at_0()
    {
        var (mean, variance) = Moments(MemristiveArray.Form(Side, Side, 1, Plain, new RandomStream(1, "array")).Weights);
        Assert.Equal(0, mean, .006);
        Assert.Equal(1, variance / (2 * CutVariance(1, .4)), .015);
    }

    [Fact]
    public void A_wide_distribution_is_cut_often()
    {
        var options = Plain with { Deviation = 1.5 };
        var (_, variance) = Moments(MemristiveArray.Form(Side, Side, 1, options, new RandomStream(2, "array")).Weights);
        Assert.Equal(1, variance / (2 * CutVariance(1, 1.5)), .02);
    }

    [Fact]
    public void Lognormal_conductances_have_the_deviation_that_was_asked_for()
    {
        var options = Plain with { Shape = ConductanceShape.Lognormal, Deviation = .3 };
        var (mean, variance) = Moments(MemristiveArray.Form(Side, Side, 1, options, new RandomStream(3, "array")).Weights);
        Assert.Equal(0, mean, .006);
        Assert.Equal(1, variance / (2 * .3 * .3), .03);
    }

    [Fact]
    public void Stuck_devices_make_the_mixture_that_the_fraction_says()
    {
        var options = Plain with { Largest = 2.5, StuckFraction = .2 };
        var (mean, variance) = Moments(MemristiveArray.Form(Side, Side, 1, options, new RandomStream(4, "array")).Weights);
        // A device: 0.8 as formed, 0.1 at 0, 0.1 at 2.5. Its cut at 2.5 is 3.75 deviations away.
        var (formedMean, formedSquare) = (CutMean(1, .4), CutVariance(1, .4) + Math.Pow(CutMean(1, .4), 2));
        var deviceMean = (.8 * formedMean) + (.1 * 2.5);
        var expected = 2 * ((.8 * formedSquare) + (.1 * 2.5 * 2.5) - (deviceMean * deviceMean));
        Assert.Equal(0, mean, .01);
        Assert.Equal(1, variance / expected, .02);
    }

    [Fact]
    public void Two_reads_correlate_as_their_noise_says()
    {
        var array = MemristiveArray.Form(Side, Side, 1, Plain with { ReadNoise = .3 }, new RandomStream(5, "array"));
        var random = new RandomStream(6, "reads");
        var (first, second) = (All(array.Read(random)), All(array.Read(random)));
        var weights = Moments(array.Weights).Variance;
        var noise = All(array.ReadVariance).Average();
        Assert.Equal(1, noise / (.3 * .3 * 2 * (CutVariance(1, .4) + Math.Pow(CutMean(1, .4), 2))), .01);
        Assert.Equal(weights / (weights + noise), MathNet.Numerics.Statistics.Correlation.Pearson(first, second), .01);
        Assert.Equal(array.Weights.Scaled(2).Values(3).ToArray(), array.Scaled(2).Weights.Values(3).ToArray());
        Assert.Equal(4 * noise, All(array.Scaled(2).ReadVariance).Average(), 1e-4);
    }

    [Fact]
    public void Programmed_weights_differ_from_the_wanted_ones_by_levels_and_noise()
    {
        var wanted = CompressedRows.Draw(Side, Side, .5, random => (2 * random.NextDouble()) - 1, new RandomStream(7, "wanted"));
        var largest = All(wanted).Max(Math.Abs);
        var exact = MemristiveArray.Program(wanted, new MemristorOptions { ProgrammingNoise = 0 }, new RandomStream(8, "program")).Weights;
        Assert.All(All(wanted).Zip(All(exact)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        // 17 levels from 0 to the largest: an error uniform over one step; both devices of a pair are at a level, one of them at 0.
        var rough = All(MemristiveArray.Program(wanted, new MemristorOptions { ProgrammingNoise = 0, Levels = 17 }, new RandomStream(8, "program")).Weights);
        var step = largest / 16;
        Assert.Equal(1, All(wanted).Zip(rough, (a, b) => (a - b) * (a - b)).Average() / (step * step / 12), .02);
        Assert.All(rough, weight => Assert.Equal(Math.Round(weight / step), weight / step, 1e-3));

        // The device that should be off is cut at 0: of its noise only the upper half is left, with second moment σ²/2 and mean σ/√(2π).
        var noisy = All(MemristiveArray.Program(wanted, new MemristorOptions { ProgrammingNoise = .01 }, new RandomStream(8, "program")).Weights);
        var middle = All(wanted).Zip(noisy).Where(pair => Math.Abs(pair.First) is > .1 and < .9).ToList();
        var sigma = .01 * largest;
        Assert.Equal(1, middle.Average(pair => Math.Pow(pair.First - pair.Second, 2)) / (1.5 * sigma * sigma), .03);
        Assert.Equal(1, middle.Average(pair => Math.Sign(pair.First) * (pair.First - pair.Second)) / (sigma / Math.Sqrt(2 * Math.PI)), .05);
    }

    [Fact]
    public void Drift_shrinks_all_weights_by_the_power_law()
    {
        var array = MemristiveArray.Form(50, 50, 1, Plain, new RandomStream(1, "array"));
        var drifted = array.Drifted(100, .05, 0, new RandomStream(2, "drift"));
        Assert.All(All(array.Weights).Zip(All(drifted.Weights)), pair => Assert.Equal(pair.First * Math.Pow(100, -.05), pair.Second, 1e-5));
        var spread = array.Drifted(Math.E, 0, .2, new RandomStream(3, "drift"));
        Assert.NotEqual(All(array.Weights), All(spread.Weights));
        Assert.Equal(All(array.Weights), All(array.Drifted(1, .05, .1, new RandomStream(2, "drift")).Weights));
    }

    [Fact]
    public void An_echo_state_network_runs_on_programmed_weights()
    {
        var ideal = new EchoStateNetwork(1, new EchoStateOptions { Units = 50, SpectralRadius = .9 }, new RandomStream(1, "network"));
        var random = new RandomStream(2, "program");
        CompressedRows Memory(CompressedRows weights, string name) => MemristiveArray.Program(weights, new MemristorOptions { Levels = 64, ProgrammingNoise = .005 }, random.Child(name)).Weights;
        var network = new EchoStateNetwork(new EchoStateOptions(), Memory(ideal.RecurrentWeights, "recurrent"), Memory(ideal.InputMatrix, "input"), new RandomStream(1, "network"));
        Assert.Equal(.9, SpectralRadius.Of(network.RecurrentWeights), .08);
        Assert.NotEqual(ideal.Step([1.0]).ToArray(), network.Step([1.0]).ToArray());
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("uniform")]
    [InlineData("lognormal")]
    public void Sources_of_weights_have_mean_0_and_deviation_1(string name)
    {
        var source = name switch { "gaussian" => WeightSource.Gaussian, "uniform" => WeightSource.Uniform, _ => WeightSource.Lognormal(.5) };
        var random = new RandomStream(1, "source");
        var weights = Enumerable.Range(0, 100_000).Select(_ => source.Draw(random)).ToList();
        Assert.Equal(0, weights.Average(), .02);
        Assert.Equal(1, weights.Average(weight => weight * weight), .04);
    }

    [Fact]
    public void The_same_stream_gives_the_same_array()
    {
        float[] Weights() => [.. All(MemristiveArray.Form(20, 20, .5, null, new RandomStream(1, "array")).Weights).Select(value => (float)value)];
        Assert.Equal(Weights(), Weights());
        var pair = WeightSource.ResistiveMemory();
        Assert.Equal(pair.Draw(new RandomStream(1, "pair")), pair.Draw(new RandomStream(1, "pair")));
    }

    [Fact]
    public void Options_outside_their_range_are_named()
    {
        var random = new RandomStream(1, "array");
        Assert.Contains("StuckFraction must be from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => MemristiveArray.Form(2, 2, 1, new MemristorOptions { StuckFraction = 2 }, random)).Message);
        Assert.Contains("Levels must be 0 (any conductance) or at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => MemristiveArray.Form(2, 2, 1, new MemristorOptions { Levels = 1 }, random)).Message);
        Assert.Contains("Mean must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => WeightSource.ResistiveMemory(new MemristorOptions { Mean = 0 })).Message);
        Assert.Contains("largest |weight| is 0", Assert.Throws<ArgumentException>(() => MemristiveArray.Program(CompressedRows.FromDense(2, 2, new float[4]), null, random)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => MemristiveArray.Form(2, 2, 1, null, random).Drifted(.5, .1, 0, random));
    }

    private static double CutMean(double mu, double sigma) => (mu * Normal.CDF(0, 1, mu / sigma)) + (sigma * Normal.PDF(0, 1, mu / sigma));

    private static double CutVariance(double mu, double sigma)
    {
        var square = (((mu * mu) + (sigma * sigma)) * Normal.CDF(0, 1, mu / sigma)) + (mu * sigma * Normal.PDF(0, 1, mu / sigma));
        return square - Math.Pow(CutMean(mu, sigma), 2);
    }

    private static (double Mean, double Variance) Moments(CompressedRows matrix)
    {
        var all = All(matrix);
        var mean = all.Average();
        return (mean, all.Average(value => (value - mean) * (value - mean)));
    }

    private static double[] All(CompressedRows matrix) => [.. Enumerable.Range(0, matrix.RowCount).SelectMany(row => matrix.Values(row).ToArray()).Select(value => (double)value)];
}
