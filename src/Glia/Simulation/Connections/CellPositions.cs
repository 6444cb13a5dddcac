using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Where cells lie in a plane.</summary>
/// <param name="X">Each cell's x.</param>
/// <param name="Y">Each cell's y.</param>
public sealed record CellPositions(IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Cells at random places of a square.</summary>
    /// <param name="count">Number of cells.</param>
    /// <param name="side">Side of the square.</param>
    /// <param name="random">Source of the places.</param>
    public static CellPositions Uniform(int count, double side, RandomStream random)
    {
        double[] Draw() => [.. Enumerable.Range(0, count).Select(_ => side * random.NextDouble())];
        return new CellPositions(Draw(), Draw());
    }

    /// <summary>Cells on a square lattice, row by row; the side has ⌈√count⌉ cells.</summary>
    /// <param name="count">Number of cells.</param>
    /// <param name="spacing">Distance of neighbours.</param>
    public static CellPositions Lattice(int count, double spacing)
    {
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        return new CellPositions([.. Enumerable.Range(0, count).Select(cell => spacing * (cell % side))], [.. Enumerable.Range(0, count).Select(cell => spacing * (cell / side))]);
    }
}
