using Glia.Simulation;
using Glia.Simulation.Kernels;
using Glia.Spikes;

namespace Glia.Tests.Simulation;

/// <summary>Poisson sources and Poisson drive.</summary>
public sealed class PoissonTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(900)]
    [InlineData(20_000)]
    public void Sources_fire_at_their_rate_with_geometric_intervals(double rate)
    {
        var network = new SpikingNetwork<float>(.1);
        var spikes = network.RecordSpikes(network.Add("source", new PoissonSource(rate, Nets.Random("source")), 200));
        network.Run(2000);
        var p = 1 - Math.Exp(-rate * 1e-4);
        var (expected, deviation) = (200 * 20_000 * p, Math.Sqrt(200 * 20_000 * p * (1 - p)));
        Assert.InRange(spikes.Count, expected - (5 * deviation), expected + (5 * deviation));
        var variations = spikes.ToTrains().ByUnit().Select(train => SpikeStatistics.CoefficientOfVariation(train.Span)).Average();
        Assert.Equal(Math.Sqrt(1 - p), variations, rate < 100 ? .1 : .03);
    }

    [Fact]
    public void A_source_of_no_rate_is_silent()
    {
        var network = new SpikingNetwork<float>(.1);
        var spikes = network.RecordSpikes(network.Add("source", new PoissonSource(0, Nets.Random("source")), 100));
        network.Run(500);
        Assert.Equal(0, spikes.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(.01)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(1000)]
    public void The_table_has_the_probabilities_of_the_distribution(double mean)
    {
        var table = new PoissonTable(mean);
        var random = Nets.Random("table");
        var counts = Enumerable.Range(0, 200_000).Select(_ => (double)table.Count(random.NextUInt32())).ToArray();
        Assert.Equal(mean, counts.Average(), (5 * Math.Sqrt(mean / 200_000)) + 1e-12);
        Assert.Equal(mean, counts.Sum(count => (count - mean) * (count - mean)) / 200_000, (5 * Math.Sqrt((mean + (2 * mean * mean)) / 200_000)) + 1e-12);
        Assert.Equal(0, table.Count(0) - (mean < 20 ? 0 : table.Count(0)));
        Assert.Equal(table.Largest, table.Count(uint.MaxValue));
    }

    [Fact]
    public void The_table_is_exact_to_the_last_of_32_bits()
    {
        // P(0) = e⁻², P(0) + P(1) = 3 e⁻².
        var table = new PoissonTable(2);
        var limit = (uint)Math.Round(Math.Exp(-2) * 4294967296);
        Assert.Equal((0, 1), (table.Count(limit - 1), table.Count(limit)));
        limit = (uint)Math.Round(3 * Math.Exp(-2) * 4294967296);
        Assert.Equal((1, 2), (table.Count(limit - 1), table.Count(limit)));
    }

    [Fact]
    public void A_drive_has_mean_and_variance_of_its_sources_and_reaches_its_cells_alone()
    {
        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new DeltaLif { MembraneTauMs = 1e12, ThresholdMv = 1e9, ResetMv = 0 }, 501);
        network.Drive(cells[2..499], new PoissonDrive(1000, 20, .1, Nets.Random("drive")));
        network.Run(100);
        var v = cells.State("v");
        Assert.Equal([0.0, 0, 0, 0], [v[0], v[1], v[499], v[500]]);

        // 2,000 spikes a cell, each of 0.1.
        Assert.Equal(200, v[2..499].Average(), 5 * Math.Sqrt(20 / 497.0));
        Assert.InRange(v[2..499].Sum(value => (value - 200) * (value - 200)) / 497, 20 * .75, 20 * 1.3);
        Assert.True(v[2..499].Distinct().Count() > 100);
    }

    [Fact]
    public void A_source_that_is_played_fires_when_it_should()
    {
        var network = new SpikingNetwork<float>(.1);
        var source = network.Add("source", Nets.Source((7, 1), (3, 0), (3, 1), (3, 1), (9, 0)), 4);
        var spikes = network.RecordSpikes(source);
        network.Run(.8);
        Assert.Equal([(3L, 0), (3, 1), (7, 1)], Nets.Spikes(spikes));
    }
}
