using System.Numerics;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Models;

namespace Glia.Tests.Simulation;

/// <summary>The same bits for any number of threads, and for a run in one piece or several.</summary>
public sealed class EqualityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Threads_change_no_spike_and_no_bit_of_the_state(int threads)
    {
        var (one, oneSpikes) = Nets.Everything<float>();
        var (many, manySpikes) = Nets.Everything<float>();
        var first = one.Run(300);
        var second = many.Run(300, new SimulationOptions { Threads = threads, ProgressMs = 17 });
        Assert.Equal((first.Spikes, first.SynapticEvents, threads), (second.Spikes, second.SynapticEvents, second.Threads));
        AssertEqual(one, many);
        for (var i = 0; i < oneSpikes.Length; i++)
        {
            Assert.True(oneSpikes[i].Count > 50, $"population {i} has {oneSpikes[i].Count} spikes");
            Assert.Equal(Nets.Spikes(oneSpikes[i]), Nets.Spikes(manySpikes[i]));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_change_no_spike_of_CUBA(int threads)
    {
        var (one, many) = (Cuba<float>(1), Cuba<float>(threads));
        Assert.True(one.Count > 2000);
        Assert.Equal(one, many);
        Assert.Equal(Cuba<double>(1), Cuba<double>(threads));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    public void A_run_that_is_saved_and_loaded_goes_on_spike_for_spike(int threadsBefore, int threadsAfter)
    {
        var (whole, wholeSpikes) = Nets.Everything<double>();
        whole.Run(200);
        var file = Path.Combine(_folder, "state.safetensors");
        var (before, beforeSpikes) = Nets.Everything<double>();
        before.Run(61.3, new SimulationOptions { Threads = threadsBefore });
        before.Run(12, new SimulationOptions { Threads = threadsBefore });
        before.Save(file);
        var (after, afterSpikes) = Nets.Everything<double>();
        after.Load(file);
        Assert.Equal(733, after.StepCount);
        after.Run(126.7, new SimulationOptions { Threads = threadsAfter });
        AssertEqual(whole, after);
        for (var i = 0; i < wholeSpikes.Length; i++)
        {
            Assert.Equal(Nets.Spikes(wholeSpikes[i]), Nets.Spikes(beforeSpikes[i]).Concat(Nets.Spikes(afterSpikes[i])));
        }
    }

    [Fact]
    public void A_run_that_is_stopped_goes_on_where_it_was()
    {
        var (whole, wholeSpikes) = Nets.Everything<float>();
        whole.Run(100);
        var (parted, partedSpikes) = Nets.Everything<float>();
        using var stop = new CancellationTokenSource();
        var report = parted.Run(100, new SimulationOptions { ProgressMs = 10, Progress = progress => StopAt(progress, stop) }, stop.Token);
        Assert.Equal(300, report.Steps);
        parted.Run(70);
        Assert.Equal(wholeSpikes.Select(Nets.Spikes), partedSpikes.Select(Nets.Spikes));
    }

    [Fact]
    public void A_failing_callback_ends_all_threads_and_is_reported()
    {
        var (network, _) = Nets.Everything<float>();
        var options = new SimulationOptions { Threads = 3, ProgressMs = 5, Progress = _ => throw new FormatException("mine") };
        Assert.Equal("mine", Assert.Throws<FormatException>(() => network.Run(100, options)).Message);
        Assert.Contains("earlier run", Assert.Throws<InvalidOperationException>(() => network.Run(1)).Message, StringComparison.Ordinal);
    }

    private static void StopAt(SimulationProgress progress, CancellationTokenSource stop)
    {
        if (progress.SimulatedMs >= 29.9)
        {
            stop.Cancel();
        }
    }

    private static List<(long Step, int Cell)> Cuba<T>(int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var model = new VogelsAbbottCuba().Build<T>(new RandomStream(5, "threads"));
        var monitor = model.Network.RecordSpikes(model.Cells);
        model.Network.Run(200, new SimulationOptions { Threads = threads });
        return Nets.Spikes(monitor);
    }

    private static void AssertEqual<T>(SpikingNetwork<T> one, SpikingNetwork<T> other)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (a, b) in one.Populations.Zip(other.Populations))
        {
            Assert.All(a.Model.Variables, variable => Assert.Equal(a.State(variable), b.State(variable)));
        }

        foreach (var (a, b) in one.Projections.Zip(other.Projections))
        {
            Assert.All(Enumerable.Range(0, a.Source.Count), row => Assert.Equal(a.WeightsOf(row), b.WeightsOf(row)));
        }
    }
}
