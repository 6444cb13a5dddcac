using CsCheck;
using Glia.Simulation;
using Glia.Simulation.Connections;

namespace Glia.Tests.Simulation;

/// <summary>Spikes arrive in the step that the delay says, with the weight of the synapse.</summary>
public sealed class DelayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(255)]
    public void A_delay_is_exact_to_the_step(int delay)
    {
        var network = new SpikingNetwork<double>(.1);
        var source = network.Add("source", Nets.Source((3, 0), (150, 0)), 1);
        var cell = network.Add("cell", new DeltaLif { MembraneTauMs = 1e9 }, 1);
        network.Connect(source, cell, new ProjectionOptions(new FixedProbability(1)) { Weight = 2, Delay = delay }, Nets.Random());
        var trace = network.RecordTrace(cell, "v", [0]);
        network.Run(50);
        Assert.Equal(Enumerable.Range(0, 500).Select(step => step < 3 + delay ? 0.0 : step < 150 + delay ? 2 : 4), trace.Trace(0), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void What_arrives_is_the_sum_over_all_synapses_of_weights_at_their_delays() => Gen.Select(
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 99], Gen.Int[1, 255], Gen.Double[-2, 2]).Array[1, 60], Gen.Select(Gen.Int[0, 60], Gen.Int[0, 4]).Array[1, 30], Gen.Int[1, 3]).Sample((synapses, fired, threads) =>
    {
        var network = new SpikingNetwork<double>(.1);
        var source = network.Add("source", Nets.Source([.. fired]), 5);
        var cells = network.Add("cells", new DeltaLif { MembraneTauMs = 1e12, ThresholdMv = 1e6, ResetMv = 0 }, 100);
        network.Connect(source, cells, new ProjectionOptions(new ExplicitConnections([.. synapses.Select(s => s.Item1)], [.. synapses.Select(s => s.Item2)])
        {
            Weights = [.. synapses.Select(s => s.Item4)],
            Delays = [.. synapses.Select(s => s.Item3)],
        }), Nets.Random());
        network.Run(20, new SimulationOptions { Threads = threads });
        for (var cell = 0; cell < 100; cell++)
        {
            var expected = fired.Distinct().Sum(spike => synapses.Where(s => s.Item1 == spike.Item2 && s.Item2 == cell && spike.Item1 + s.Item3 < 200).Sum(s => s.Item4));
            Assert.Equal(expected, cells.State("v")[cell], 1e-6);
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void One_pair_may_have_several_synapses()
    {
        var network = new SpikingNetwork<float>(.1);
        var source = network.Add("source", Nets.Source((0, 0)), 1);
        var cell = network.Add("cell", new DeltaLif { MembraneTauMs = 1e9 }, 1);
        network.Connect(source, cell, new ProjectionOptions(new ExplicitConnections([0, 0, 0], [0, 0, 0])) { Weight = 2 }, Nets.Random());
        network.Run(1);
        Assert.Equal(6, cell.State("v")[0], 1e-4);
    }
}
