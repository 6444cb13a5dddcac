using Glia.Random;

namespace Glia.Simulation;

/// <summary>Input from many independent Poisson sources to each cell, of which only the sum is drawn: in each step weight × Poisson(sources · rate · dt).</summary>
/// <remarks>Every cell has sources of its own. Probabilities are exact to 2⁻³². Numbers depend on cell and step alone, so on no number of threads and on no earlier step.</remarks>
/// <param name="Sources">Sources of each cell, 0 or more.</param>
/// <param name="RateHz">Rate of each source in Hz, 0 or more; with the step, at most 1,000 spikes a step and cell.</param>
/// <param name="Weight">Weight of a spike, in units of the receptor.</param>
/// <param name="Random">Source of the numbers; two words are taken of it.</param>
public sealed record PoissonDrive(int Sources, double RateHz, double Weight, RandomStream Random)
{
    /// <summary>Name of the receptor; null (the default): the population's only one.</summary>
    public string? Receptor { get; init; }
}
