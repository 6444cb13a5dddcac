using System.Numerics;
using Glia.Simulation.Kernels;

namespace Glia.Simulation.Monitors;

/// <summary>The monitors of a network, in the order in which they were asked for.</summary>
internal sealed class MonitorSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(int Population, SpikeMonitor Monitor)> _spikes = [];
    private readonly List<(int Population, RateMonitor Monitor)> _rates = [];

    /// <summary>An array, since every step goes through it.</summary>
    public TraceMonitor<T>[] Traces { get; private set; } = [];

    public SpikeMonitor Add(int population, SpikeMonitor monitor)
    {
        _spikes.Add((population, monitor));
        return monitor;
    }

    public RateMonitor Add(int population, RateMonitor monitor)
    {
        _rates.Add((population, monitor));
        return monitor;
    }

    public TraceMonitor<T> Add(TraceMonitor<T> monitor)
    {
        Traces = [.. Traces, monitor];
        return monitor;
    }

    /// <summary>Hands on the spikes of a population in a step.</summary>
    public void Collect(int population, long step, FiredCells fired)
    {
        foreach (var (recorded, monitor) in _spikes)
        {
            if (recorded == population)
            {
                monitor.Collect(step, fired);
            }
        }

        foreach (var (recorded, monitor) in _rates)
        {
            if (recorded == population)
            {
                monitor.Collect(step, fired);
            }
        }
    }

    /// <summary>Says that all steps before this one are recorded.</summary>
    public void Advance(long step)
    {
        _spikes.ForEach(item => item.Monitor.Advance(step));
        _rates.ForEach(item => item.Monitor.Advance(step));
        Array.ForEach(Traces, monitor => monitor.Advance(step));
    }

    /// <summary>Makes room for the samples before a step.</summary>
    public void Reserve(long step) => Array.ForEach(Traces, monitor => monitor.Reserve(step));

    /// <summary>Begins all recordings anew at a step.</summary>
    public void Clear(long step)
    {
        _spikes.ForEach(item => item.Monitor.Clear(step));
        _rates.ForEach(item => item.Monitor.Clear(step));
        Array.ForEach(Traces, monitor => monitor.Clear(step));
    }
}
