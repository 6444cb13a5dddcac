using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Which cells are connected.</summary>
public abstract record ConnectionRule
{
    private protected ConnectionRule()
    {
    }

    /// <summary>Whether a cell may be connected to itself. Default true.</summary>
    public bool AllowSelf { get; init; } = true;

    /// <summary>Draws connections.</summary>
    /// <param name="place">Numbers of cells.</param>
    /// <param name="random">Source of random numbers.</param>
    /// <exception cref="ArgumentException">The rule does not fit the cells.</exception>
    internal abstract ConnectionRows Draw(ConnectionPlace place, RandomStream random);
}
