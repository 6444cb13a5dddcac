namespace Glia.Simulation.Kernels;

/// <summary>Cells that fired in one step, ascending.</summary>
/// <param name="cells">The first of them.</param>
/// <param name="count">How many.</param>
internal readonly unsafe struct FiredCells(int* cells, int count)
{
    /// <summary>The first of them.</summary>
    public readonly int* Cells = cells;

    /// <summary>How many.</summary>
    public readonly int Count = count;
}
