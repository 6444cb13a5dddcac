using Glia.Simulation.Kernels;

namespace Glia.Simulation.Monitors;

/// <summary>Records the mean rate of some cells in bins of time.</summary>
public sealed class RateMonitor
{
    private readonly List<long> _counts = [];
    private readonly int _first;
    private readonly int _count;
    private readonly int _binSteps;
    private readonly double _stepMs;
    private long _from;
    private long _to;

    internal RateMonitor(int first, int count, int binSteps, double stepMs, long from)
    {
        (_first, _count, _binSteps, _stepMs) = (first, count, binSteps, stepMs);
        Clear(from);
    }

    /// <summary>Mean rate of the cells in Hz since the recording began; NaN before the first step.</summary>
    public double MeanHz => _counts.Sum() / ((_to - _from) * _stepMs / 1000) / _count;

    /// <summary>Mean rate of the cells in Hz in each bin that has ended.</summary>
    public double[] RatesHz() =>
        [.. Enumerable.Range(0, (int)((_to - _from) / _binSteps)).Select(bin => bin < _counts.Count ? _counts[bin] / (_binSteps * _stepMs / 1000) / _count : 0)];

    internal unsafe void Collect(long step, FiredCells fired)
    {
        var spikes = 0;
        for (var n = 0; n < fired.Count; n++)
        {
            spikes += (uint)(fired.Cells[n] - _first) < (uint)_count ? 1 : 0;
        }

        var bin = (int)((step - _from) / _binSteps);
        while (_counts.Count <= bin)
        {
            _counts.Add(0);
        }

        _counts[bin] += spikes;
    }

    internal void Advance(long to) => _to = to;

    internal void Clear(long from)
    {
        (_from, _to) = (from, from);
        _counts.Clear();
    }
}
