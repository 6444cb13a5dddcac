using System.Numerics;
using Glia.Networks;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of a population in memory, and their step. Cells are independent of each other within a step, so any range can be advanced by any thread.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract unsafe class PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CellsOfCacheLines = 64;

    protected PopulationKernel(int size, int grain = CellsOfCacheLines)
    {
        (Size, Grain) = (size, grain);
        Padded = checked((size + grain - 1) / grain * grain);
    }

    /// <summary>Number of cells.</summary>
    public int Size { get; }

    /// <summary>Cells and padding: a whole number of grains. Padding never fires.</summary>
    public int Padded { get; }

    /// <summary>Ranges begin at multiples of this.</summary>
    public int Grain { get; }

    /// <summary>Names of all state variables: those of the model first, then what only the kernel needs.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>A variable of a cell.</summary>
    public abstract ref T At(int variable, int cell);

    /// <summary>Where weights may be added at once, since the variable is no more than what arrived, decayed; null where there is no such variable.</summary>
    public virtual T* Direct(int receptor) => null;

    /// <summary>Advances cells by one step.</summary>
    /// <param name="from">The first cell, a multiple of the grain.</param>
    /// <param name="to">The end, a multiple of the grain.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="first">What arrives at the first receptor, [Padded], emptied; null where it was added at once.</param>
    /// <param name="second">What arrives at the second receptor.</param>
    /// <param name="fired">Receives the cells that fire, ascending.</param>
    /// <returns>How many fire.</returns>
    public abstract int Step(int from, int to, long step, T* first, T* second, int* fired);

    /// <summary>Adds what the kernel keeps beside <see cref="Variables"/> to a saved state.</summary>
    public virtual void Save(StateWriter writer)
    {
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public virtual void Load(StateReader reader)
    {
    }

    /// <summary>Makes a variable with one value for all cells.</summary>
    protected AlignedBuffer<T> Row(double value)
    {
        var row = new AlignedBuffer<T>(Padded);
        row.Span.Fill(T.CreateTruncating(value));
        return row;
    }

    /// <summary>Steps for which a cell is still held, a row in which padding is held for ever.</summary>
    protected AlignedBuffer<T> HeldRow()
    {
        var row = Row(0);
        row.Span[Size..].Fill(T.PositiveInfinity);
        return row;
    }
}
