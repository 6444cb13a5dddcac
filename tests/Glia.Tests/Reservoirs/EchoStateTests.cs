using Glia.Random;
using Glia.Reservoirs;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Reservoirs;

public sealed class EchoStateTests
{
    [Fact]
    public void States_follow_the_equation_written_plainly()
    {
        var options = new EchoStateOptions { Units = 60, LeakRate = .3, SpectralRadius = .9, Connectivity = .4, InputConnectivity = .5, BiasScaling = .2 };
        var network = new EchoStateNetwork(2, options, new RandomStream(3, "network"));
        var plain = new double[60];
        var random = new RandomStream(1, "input");
        for (var step = 0; step < 20; step++)
        {
            double[] input = [random.NextGaussian(), random.NextGaussian()];
            var next = new double[60];
            for (var unit = 0; unit < 60; unit++)
            {
                var drive = Row(network.RecurrentWeights, unit, plain) + Row(network.InputMatrix, unit, input) + network.Bias[unit];
                next[unit] = (.7 * plain[unit]) + (.3 * Math.Tanh(drive));
            }

            plain = next;
            Assert.Equal(plain, network.Step(input).ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Theory]
    [InlineData(50, .5)]
    [InlineData(900, .05)]
    public void Recurrent_weights_have_the_spectral_radius_that_was_asked_for(int units, double connectivity)
    {
        var network = new EchoStateNetwork(1, new EchoStateOptions { Units = units, Connectivity = connectivity, SpectralRadius = .8 }, new RandomStream(5, "network"));
        var dense = Matrix<double>.Build.Dense(units, units);
        for (var row = 0; row < units; row++)
        {
            for (var entry = 0; entry < network.RecurrentWeights.Columns(row).Length; entry++)
            {
                dense[row, network.RecurrentWeights.Columns(row)[entry]] = network.RecurrentWeights.Values(row)[entry];
            }
        }

        Assert.Equal(.8, SpectralRadius.Of(dense), 1e-3);
    }

    [Fact]
    public void A_sparse_matrix_of_normal_numbers_has_the_radius_of_the_circular_law()
    {
        var matrix = CompressedRows.Draw(3000, 3000, .02, random => random.NextGaussian(), new RandomStream(1, "law"));
        Assert.Equal(Math.Sqrt(.02 * 3000), SpectralRadius.Of(matrix), .35);
    }

    [Fact]
    public void A_pair_of_complex_eigenvalues_is_found_by_the_sparse_method()
    {
        // A ring: all eigenvalues have magnitude 0.9, and the power method turns for ever.
        var ring = new CompressedRows(500, [.. Enumerable.Range(0, 501)], [.. Enumerable.Range(0, 500).Select(unit => (unit + 499) % 500)], [.. Enumerable.Repeat(.9f, 500)]);
        Assert.Equal(.9, SpectralRadius.Of(ring), 1e-3);
    }

    [Fact]
    public void Weights_without_a_loop_cannot_be_scaled()
    {
        var chain = new CompressedRows(3, [0, 0, 1, 2], [0, 1], [1f, 1f]);
        Assert.Contains("no loop", Assert.Throws<ArgumentException>(() => SpectralRadius.Scale(chain, 1)).Message);
    }

    [Fact]
    public void Products_with_sparse_rows_of_any_length_are_those_of_the_definition()
    {
        var random = new RandomStream(2, "rows");
        var matrix = CompressedRows.Draw(70, 90, .35, stream => stream.NextGaussian(), random);
        var x = Enumerable.Range(0, 90).Select(_ => (float)random.NextGaussian()).ToArray();
        var y = new float[70];
        matrix.Multiply(x, y);
        for (var row = 0; row < 70; row++)
        {
            Assert.Equal(Row(matrix, row, [.. x.Select(value => (double)value)]), y[row], 1e-4);
        }
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, new[] { 1, 0 }, "ascending")]
    [InlineData(new[] { 0, 2 }, new[] { 0, 3 }, "below 3")]
    [InlineData(new[] { 0, 3 }, new[] { 0, 1 }, "end at entry 3")]
    public void Rows_that_are_none_are_refused(int[] starts, int[] columns, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new CompressedRows(3, starts, columns, new float[2])).Message);

    [Fact]
    public void Equal_seeds_give_equal_states_and_a_reset_starts_again()
    {
        var series = TimeSeries.Of(Enumerable.Range(0, 30).Select(step => Math.Sin(step)));
        IReservoir First() => new EchoStateNetwork(1, new EchoStateOptions { Units = 40 }, new RandomStream(8, "network"));
        var network = First();
        var states = network.Run(series);
        Assert.Equal(states, First().Run(series));
        network.Reset();
        Assert.Equal(states, network.Run(series));
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
