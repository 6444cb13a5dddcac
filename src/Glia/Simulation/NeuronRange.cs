using System.Numerics;

namespace Glia.Simulation;

/// <summary>Some neighbouring cells of a population: what projections and monitors are given.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly record struct NeuronRange<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Names cells of a population.</summary>
    /// <param name="population">The population.</param>
    /// <param name="first">The first cell.</param>
    /// <param name="count">How many cells.</param>
    /// <exception cref="ArgumentOutOfRangeException">The population has no such cells.</exception>
    public NeuronRange(Population<T> population, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(population);
        if (first < 0 || count < 0 || first > population.Size - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The population '{population.Name}' has cells 0 to {population.Size - 1}; cells {first} to {(long)first + count - 1} are not all of it.");
        }

        (Population, First, Count) = (population, first, count);
    }

    /// <summary>The population.</summary>
    public Population<T> Population { get; }

    /// <summary>The first cell.</summary>
    public int First { get; }

    /// <summary>How many cells.</summary>
    public int Count { get; }

    /// <summary>All cells of a population.</summary>
    public static implicit operator NeuronRange<T>(Population<T> population)
    {
        ArgumentNullException.ThrowIfNull(population);
        return population.ToNeuronRange();
    }
}
