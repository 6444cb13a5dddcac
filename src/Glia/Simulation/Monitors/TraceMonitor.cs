using System.Numerics;

namespace Glia.Simulation.Monitors;

/// <summary>Records a state variable of some cells after every so many steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TraceMonitor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _variable;
    private readonly int[] _cells;
    private T[] _values = [];
    private long _from;
    private int _samples;

    internal TraceMonitor(Population<T> population, int variable, int[] cells, int everySteps, long from)
    {
        (Population, _variable, _cells, EverySteps) = (population, variable, cells, everySteps);
        Clear(from);
    }

    /// <summary>Steps from one sample to the next.</summary>
    public int EverySteps { get; }

    /// <summary>Number of samples: sample k was taken at the end of step (k + 1)·<see cref="EverySteps"/> − 1 since the recording began.</summary>
    public int Samples => _samples;

    internal Population<T> Population { get; }

    /// <summary>The trace of one of the recorded cells.</summary>
    /// <param name="index">Which of them, in the order in which they were named.</param>
    public T[] Trace(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _cells.Length);
        var trace = new T[_samples];
        for (var sample = 0; sample < trace.Length; sample++)
        {
            trace[sample] = _values[(sample * _cells.Length) + index];
        }

        return trace;
    }

    /// <summary>Makes room for samples up to a step.</summary>
    internal void Reserve(long to)
    {
        var needed = checked((int)((to - _from) / EverySteps) * _cells.Length);
        if (needed > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(needed, (int)Math.Min(2L * _values.Length, Array.MaxLength)));
        }
    }

    /// <summary>Takes the samples of the cells of a part at the end of a step.</summary>
    internal void Take(int from, int to, long step)
    {
        if ((step + 1 - _from) % EverySteps != 0)
        {
            return;
        }

        var row = (int)((step + 1 - _from) / EverySteps) - 1;
        for (var i = 0; i < _cells.Length; i++)
        {
            if (_cells[i] >= from && _cells[i] < to)
            {
                _values[(row * _cells.Length) + i] = Population.Kernel.At(_variable, _cells[i]);
            }
        }
    }

    internal void Advance(long to) => _samples = (int)((to - _from) / EverySteps);

    internal void Clear(long from) => (_from, _samples) = (from, 0);
}
