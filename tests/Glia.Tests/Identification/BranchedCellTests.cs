using Glia.Identification;
using Glia.Random;

namespace Glia.Tests.Identification;

public sealed class BranchedCellTests
{
    // A prototype in C with other random numbers, 20 s each: output rate in Hz, mean and deviation of the clipped voltage in mV, share of time above −55 mV.
    [Theory]
    [InlineData(0.6, 0.25, -66.6, 3.8, 0.026)]
    [InlineData(0.8, 2.05, -64.7, 4.7, 0.091)]
    [InlineData(1.0, 4.90, -62.9, 5.2, 0.185)]
    [InlineData(1.5, 13.7, -59.4, 5.3, 0.425)]
    public void Twenty_seconds_are_like_those_of_the_prototype(double scale, double hertz, double mean, double deviation, double above)
    {
        var stretches = Enumerable.Range(0, 12).Select(i => Stretch(scale, i)).ToList();
        Check("rate", hertz, 0.2 * hertz, [.. stretches.Select(stretch => stretch.Hertz)]);
        Check("mean", mean, 1, [.. stretches.Select(stretch => stretch.Mean)]);
        Check("deviation", deviation, 0.2 * deviation, [.. stretches.Select(stretch => stretch.Deviation)]);
        Check("time above", above, 0.2 * above, [.. stretches.Select(stretch => stretch.Above)]);
    }

    [Fact]
    public void Without_excitation_the_cell_stays_at_or_below_rest()
    {
        var cell = BranchedCell.Simulate(new BranchedCellOptions { ExcitatoryScale = 0, DurationMs = 2000 }, new RandomStream(1, "cell"));
        Assert.Empty(cell.OutputSpikesMs);
        Assert.All(cell.SomaMillivolts, v => Assert.InRange(v, -80.0, -70 + 1e-6));
    }

    [Fact]
    public void Spikes_follow_each_other_after_the_refractory_time_and_adapt()
    {
        var cell = BranchedCell.Simulate(new BranchedCellOptions { ExcitatoryScale = 3, DurationMs = 10_000 }, new RandomStream(1, "cell"));
        var intervals = cell.OutputSpikesMs.Zip(cell.OutputSpikesMs.Skip(1), (before, after) => after - before).ToList();
        Assert.True(intervals.Count > 100);
        Assert.True(intervals.Min() >= 2);
        Assert.All(cell.SomaMillivolts, v => Assert.InRange(v, -80, 0));
    }

    [Fact]
    public void Input_rates_lie_between_the_bounds_and_average_as_a_log_uniform_rate_does()
    {
        var options = new BranchedCellOptions { DurationMs = 200_000 };
        var counts = BranchedInput.Draw(options, new RandomStream(2, "input")).CountsByUnit();
        Assert.Equal(39 / Math.Log(40), counts[..128].Average() / 200, 1.0);
        Assert.Equal(29 / Math.Log(30), counts[128..].Average() / 200, 1.0);
    }

    [Fact]
    public void The_same_stream_gives_the_same_recording_and_numbers_of_branches_need_not_fill_a_vector()
    {
        var options = new BranchedCellOptions { Branches = 3, DurationMs = 1000 };
        var (first, second) = (BranchedCell.Simulate(options, new RandomStream(4, "cell")), BranchedCell.Simulate(options, new RandomStream(4, "cell")));
        Assert.Equal(first.SomaMillivolts, second.SomaMillivolts);
        Assert.Equal(first.Inputs.Times, second.Inputs.Times);
        Assert.Equal(72, first.Inputs.UnitCount);
    }

    [Fact]
    public void The_wiring_gives_each_branch_its_own_synapses()
    {
        var wiring = BranchedCell.Wiring(new BranchedCellOptions());
        Assert.Equal(Enumerable.Range(0, 192), wiring.Sources.Order());
        Assert.Equal([.. Enumerable.Range(16, 16), .. Enumerable.Range(136, 8)], wiring.Sources.Skip(24).Take(24));
    }

    private static (double Hertz, double Mean, double Deviation, double Above) Stretch(double scale, int index)
    {
        var cell = BranchedCell.Simulate(new BranchedCellOptions { ExcitatoryScale = scale, DurationMs = 20_000 }, new RandomStream(71, $"cell/{index}"));
        var clipped = cell.SomaMillivolts.Select(v => Math.Min(v, NeuronWindows.ClipMillivolts)).ToArray();
        var mean = clipped.Average();
        return (cell.OutputSpikesMs.Count / 20.0, mean, Math.Sqrt(clipped.Average(v => (v - mean) * (v - mean))), cell.SomaMillivolts.Count(v => v > NeuronWindows.ClipMillivolts) / 20_000.0);
    }

    // Within the tolerance, or within what 20 s differ from 20 s: rates are drawn anew every 50 to 400 ms only.
    private static void Check(string name, double prototype, double tolerance, double[] measured)
    {
        var mean = measured.Average();
        var spread = Math.Sqrt(measured.Average(value => (value - mean) * (value - mean)));
        Assert.True(Math.Abs(mean - prototype) <= Math.Max(tolerance, 2 * spread), $"{name} {mean} ± {spread}, prototype {prototype}");
    }
}
