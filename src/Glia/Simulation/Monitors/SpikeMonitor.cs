using Glia.Simulation.Kernels;
using Glia.Spikes;

namespace Glia.Simulation.Monitors;

/// <summary>Records the spikes of some cells: step and cell of each, in the order of steps and, within one, of cells.</summary>
public sealed class SpikeMonitor
{
    private readonly List<long> _steps = [];
    private readonly List<int> _cells = [];
    private readonly int _first;
    private readonly int _count;
    private readonly double _stepMs;
    private long _from;
    private long _to;

    internal SpikeMonitor(int first, int count, double stepMs, long from)
    {
        (_first, _count, _stepMs) = (first, count, stepMs);
        Clear(from);
    }

    /// <summary>Number of spikes.</summary>
    public int Count => _steps.Count;

    /// <summary>The step of each spike.</summary>
    public IReadOnlyList<long> Steps => _steps;

    /// <summary>The cell of each spike, 0 being the first of the recorded cells.</summary>
    public IReadOnlyList<int> Cells => _cells;

    /// <summary>The spikes as trains: a spike of step s is at s·dt, and the window is what was simulated since the recording began.</summary>
    /// <exception cref="InvalidOperationException">Steps are shorter than a microsecond, so that their times cannot be told apart.</exception>
    public SpikeTrains ToTrains()
    {
        if (_stepMs < 1e-3)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Spike trains have times in microseconds; a step of {_stepMs} ms is shorter. Use Steps and Cells."));
        }

        return SpikeTrains.FromSorted([.. _steps.Select(Microseconds)], [.. _cells], _count, new TimeWindow(Microseconds(_from), Microseconds(_to)));
    }

    internal unsafe void Collect(long step, FiredCells fired)
    {
        for (var n = 0; n < fired.Count; n++)
        {
            if ((uint)(fired.Cells[n] - _first) < (uint)_count)
            {
                _steps.Add(step);
                _cells.Add(fired.Cells[n] - _first);
            }
        }
    }

    internal void Advance(long to) => _to = to;

    internal void Clear(long from)
    {
        (_from, _to) = (from, from);
        _steps.Clear();
        _cells.Clear();
    }

    private long Microseconds(long step) => (long)Math.Round(step * _stepMs * 1000);
}
