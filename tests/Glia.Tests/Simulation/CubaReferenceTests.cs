using System.Numerics;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Connections;
using Glia.Simulation.Models;
using Glia.Testing;

namespace Glia.Tests.Simulation;

/// <summary>The CUBA network, spike for spike.</summary>
public sealed class CubaReferenceTests
{
    private const int Cells = 4000, Excitatory = 3200, FirstSteps = 600;

    [Fact]
    public void The_first_60_ms_are_those_of_a_plain_loop_over_cells_spike_for_spike()
    {
        var model = new VogelsAbbottCuba().Build<double>(new RandomStream(7, "reference"));
        var initial = model.Cells.State("v");
        var targets = model.Network.Projections.SelectMany(projection => Enumerable.Range(0, projection.Source.Count).Select(row => projection.TargetsOf(row).ToArray())).ToArray();
        var monitor = model.Network.RecordSpikes(model.Cells);
        model.Network.Run(60);
        var expected = new PlainCuba(targets, Excitatory, initial).Run(FirstSteps);
        Assert.InRange(expected.Count, 1000, 10_000);
        Assert.Equal(expected, Nets.Spikes(monitor));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_first_60_ms_are_those_of_Brian2_spike_for_spike(int threads)
    {
        var golden = GoldenTable.Open(Path.Combine("simulation", "cuba-spikes.csv"));
        var (sources, targets) = (new List<int>(), new List<int>());
        for (var pair = 0; pair < Cells * Cells; pair++)
        {
            if (Uniform((ulong)pair) < .02)
            {
                sources.Add(pair / Cells);
                targets.Add(pair % Cells);
            }
        }

        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new CurrentLif(), Cells);
        cells.SetState("v", [.. Enumerable.Range(0, Cells).Select(cell => -60 + (10 * Uniform((ulong)(cell + (Cells * Cells)))))]);
        var split = sources.FindIndex(source => source >= Excitatory);
        var random = new RandomStream(0, "nothing is drawn");
        network.Connect(cells, cells, new ProjectionOptions(new ExplicitConnections(sources[..split], targets[..split])) { Receptor = "g_e", Weight = 1.62 }, random);
        network.Connect(cells, cells, new ProjectionOptions(new ExplicitConnections(sources[split..], targets[split..])) { Receptor = "g_i", Weight = -9 }, random);
        var monitor = network.RecordSpikes(cells);
        network.Run(60, new SimulationOptions { Threads = threads });
        Assert.Equal(golden.Rows.Select(row => (row.Integer("step"), (int)row.Integer("cell"))), Nets.Spikes(monitor));
    }

    [Fact]
    public void Rates_and_irregularity_are_those_of_the_benchmark_over_five_seeds()
    {
        var (rates, variations, differences) = (new List<double>(), new List<double>(), new List<double>());
        for (var seed = 1; seed <= 5; seed++)
        {
            var model = new VogelsAbbottCuba().Build<float>(new RandomStream(seed, "rates"));
            var (excitatory, inhibitory, all) = (model.Network.RecordRate(model.Excitatory, 100), model.Network.RecordRate(model.Inhibitory, 100), model.Network.RecordSpikes(model.Cells));
            model.Network.Run(10_000);
            rates.Add(all.Count / 10.0 / Cells);
            differences.Add(excitatory.MeanHz - inhibitory.MeanHz);
            variations.Add(all.ToTrains().ByUnit().Select(train => Glia.Spikes.SpikeStatistics.CoefficientOfVariation(train.Span)).Where(double.IsFinite).Average());
        }

        Assert.InRange(rates.Average(), 5.4, 6.0);
        Assert.InRange(variations.Average(), .70, .77);
        Assert.InRange(differences.Average(), -.3, .3);
    }

    [Fact]
    public void Single_precision_and_a_network_of_fixed_in_degree_fire_alike()
    {
        static double Rate<T>(VogelsAbbottCuba options)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var model = options.Build<T>(new RandomStream(3, "alike"));
            var rate = model.Network.RecordRate(model.Cells, 100);
            model.Network.Run(3000);
            return rate.MeanHz;
        }

        Assert.InRange(Rate<float>(new VogelsAbbottCuba()) - Rate<double>(new VogelsAbbottCuba()), -.5, .5);
        Assert.InRange(Rate<float>(new VogelsAbbottCuba { InDegree = 80 }), 5.0, 6.6);
    }

    private static double Uniform(ulong number)
    {
        var h = number * 0x9E3779B97F4A7C15;
        h ^= h >> 32;
        h *= 0xD6E8FEB86659FD93;
        h ^= h >> 32;
        return (h >> 11) / 9007199254740992.0;
    }
}
