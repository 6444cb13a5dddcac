namespace Glia.Simulation.Kernels;

/// <summary>The spikes of one part of a population in the steps of two slices: one that is being made, and one that others may still read.</summary>
internal sealed unsafe class SpikeLists
{
    private readonly Networks.AlignedBuffer<int> _cells;
    private readonly int[] _ends;
    private readonly int _half;
    private readonly int _steps;

    /// <summary>Makes room.</summary>
    /// <param name="cells">Cells of the part.</param>
    /// <param name="steps">Steps of a slice.</param>
    public SpikeLists(int cells, int steps)
    {
        (_half, _steps) = (checked(cells * steps), steps);
        _cells = new Networks.AlignedBuffer<int>(checked(2 * _half));
        _ends = new int[2 * (steps + 1)];
    }

    /// <summary>Where the spikes of a step of a slice go.</summary>
    /// <param name="slice">Number of the slice.</param>
    /// <param name="step">Step within it; the ones before are there already.</param>
    public int* Next(long slice, int step) => Start(slice) + _ends[Index(slice, step)];

    /// <summary>Says how many spikes were put there.</summary>
    public void Close(long slice, int step, int count) => _ends[Index(slice, step) + 1] = _ends[Index(slice, step)] + count;

    /// <summary>The spikes of a step.</summary>
    public FiredCells At(long slice, int step) => new(Next(slice, step), _ends[Index(slice, step) + 1] - _ends[Index(slice, step)]);

    private int* Start(long slice) => _cells.Pointer + ((slice & 1) * _half);

    private int Index(long slice, int step) => ((int)(slice & 1) * (_steps + 1)) + step;
}
