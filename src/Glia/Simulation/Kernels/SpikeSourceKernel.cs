using System.Numerics;
using Glia.Spikes;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="SpikeSource"/>: a list of cells for each step that has any.</summary>
internal sealed unsafe class SpikeSourceKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<long, int[]> _cells;

    public SpikeSourceKernel(int size, SpikeTrains trains, double stepMs)
        : base(size)
    {
        var cells = new Dictionary<long, SortedSet<int>>();
        for (var i = 0; i < trains.Count; i++)
        {
            // Times that were made of steps must fall into them again: half a nanosecond forgives the division.
            var step = (long)Math.Floor((trains.Times[i] / (stepMs * 1000)) + 5e-7);
            if (!cells.TryGetValue(step, out var list))
            {
                cells.Add(step, list = []);
            }

            list.Add(trains.Units[i]);
        }

        _cells = cells.ToDictionary(item => item.Key, item => item.Value.ToArray());
    }

    public override IReadOnlyList<string> Variables => [];

    public override ref T At(int variable, int cell) => throw new InvalidOperationException("A source of spikes has no state variables.");

    public override int Step(int from, int to, long step, T* first, T* second, int* fired)
    {
        if (!_cells.TryGetValue(step, out var cells))
        {
            return 0;
        }

        var end = fired;
        foreach (var cell in cells)
        {
            if (cell >= from && cell < to)
            {
                *end++ = cell;
            }
        }

        return (int)(end - fired);
    }
}
