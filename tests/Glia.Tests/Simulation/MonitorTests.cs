using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Models;

namespace Glia.Tests.Simulation;

/// <summary>What monitors and reports say.</summary>
public sealed class MonitorTests
{
    [Fact]
    public void Rates_and_trains_agree_with_the_spikes()
    {
        var model = new VogelsAbbottCuba { Cells = 1000, Probability = .08 }.Build<float>(new RandomStream(1, "monitors"));
        model.Network.Run(13);
        var (spikes, rate, part) = (model.Network.RecordSpikes(model.Cells[100..900]), model.Network.RecordRate(model.Cells[100..900], 5), model.Network.RecordSpikes(model.Cells[200..300]));
        var report = model.Network.Run(203, new SimulationOptions { ProgressMs = 7 });
        var trains = spikes.ToTrains();
        Assert.Equal((13_000, 216_000), (trains.Window.Start, trains.Window.End));
        Assert.Equal((spikes.Count, 800), (trains.Count, trains.UnitCount));
        Assert.Equal(spikes.Steps.Select(step => step * 100), trains.Times.ToArray());
        Assert.Equal(spikes.Count / .203 / 800, rate.MeanHz, 1e-9);
        Assert.Equal(40, rate.RatesHz().Length);
        Assert.Equal(spikes.Steps.Count(step => step is >= 230 and < 280) / .005 / 800, rate.RatesHz()[2], 1e-9);
        Assert.Equal(Nets.Spikes(spikes).Where(spike => spike.Cell is >= 100 and < 200).Select(spike => (spike.Step, spike.Cell - 100)), Nets.Spikes(part));
        Assert.Equal((2030, .203), (report.Steps, report.SimulatedSeconds));
        Assert.True(report is { LoopSeconds: > 0, ConstructionSeconds: > 0, Threads: 1 } && report.Spikes >= spikes.Count);
        Assert.Equal(report.LoopSeconds / .203, report.RealTimeFactor, 1e-9);
    }

    [Fact]
    public void Synaptic_events_are_the_targets_of_the_spikes()
    {
        var model = new VogelsAbbottCuba { Cells = 500, Probability = .1 }.Build<double>(new RandomStream(1, "events"));
        var spikes = model.Network.RecordSpikes(model.Cells);
        var report = model.Network.Run(100, new SimulationOptions { Threads = 2 });
        var rows = model.Network.Projections.SelectMany(projection => Enumerable.Range(0, projection.Source.Count).Select(row => projection.TargetsOf(row).Length)).ToArray();
        Assert.Equal(spikes.Cells.Sum(cell => (long)rows[cell]), report.SynapticEvents);
    }

    [Fact]
    public void Traces_are_taken_every_so_many_steps_by_any_number_of_threads()
    {
        float[][] Run(int threads)
        {
            var model = new VogelsAbbottCuba { Cells = 640, Probability = .1 }.Build<float>(new RandomStream(1, "traces"));
            var (fine, coarse) = (model.Network.RecordTrace(model.Cells, "v", [600, 3]), model.Network.RecordTrace(model.Cells, "v", [3], everySteps: 8));
            model.Network.Run(5, new SimulationOptions { Threads = threads });
            model.Network.Run(20.3, new SimulationOptions { Threads = threads, ProgressMs = 3 });
            Assert.Equal((253, 31), (fine.Samples, coarse.Samples));
            Assert.Equal(model.Cells.State("v")[600], fine.Trace(0)[^1]);
            Assert.Equal(Enumerable.Range(0, 31).Select(sample => fine.Trace(1)[(8 * (sample + 1)) - 1]), coarse.Trace(0));
            return [fine.Trace(0), fine.Trace(1)];
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Fact]
    public void Progress_is_reported_in_simulated_time()
    {
        var model = new VogelsAbbottCuba { Cells = 100, Probability = .1 }.Build<float>(new RandomStream(1, "progress"));
        var reports = new List<SimulationProgress>();
        var report = model.Network.Run(105, new SimulationOptions { ProgressMs = 25, Progress = reports.Add });
        Assert.Equal([25.0, 50, 75, 100, 105], reports.Select(progress => Math.Round(progress.SimulatedMs, 6)));
        Assert.All(reports, progress => Assert.True(progress.RealTimeFactor > 0 && Math.Abs(progress.TotalMs - 105) < 1e-9));
        Assert.Equal(report.Spikes, reports[^1].Spikes);
    }
}
